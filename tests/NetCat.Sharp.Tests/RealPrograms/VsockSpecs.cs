using System.Collections.Generic;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// --vsock. Few machines have a loopback for vsock (the module vsock_loopback), so the test that connects also passes without one.
/// </summary>
public sealed class VsockSpecs
{
    [NativeFact]
    public async Task A_listener_has_a_port_of_its_own_and_an_address_in_numbers()
    {
        using Scratch scratch = new();
        const string Line = "$NC -lv --vsock --events e --port-file port any 0 2>told & " + Await + "kill $!; wait $!; sed s/$port/PORT/ told; grep -o '\"local\":[^}]*' e | sed s/$port/PORT/ | sort -u";
        Assert.Equal("Listening on any PORT\n\"local\":{\"address\":\"any\",\"port\":PORT\n", await Pipeline.Run(Line, scratch));
    }

    /// <summary>With a loopback the bytes arrive; without one connect(2) fails or times out by -w, and nc prints one line.</summary>
    [NativeFact]
    public async Task A_client_reaches_a_listener_or_prints_the_error_of_the_kernel()
    {
        using Scratch scratch = new();

        // The port is given: the kernel chooses ports of 32 bits, and a client accepts only 31.
        const string Line = "$NC -l --vsock --port-file port $PORT >got </dev/null & " + Await + "$NC -Nv -w 1 --vsock local $port 2>told <<<hello && wait || kill %1; cat got told | sed s/$port/PORT/ | wc -l; cat got told | head -n 1 | cut -c 1-15";
        Assert.Matches("^(2\nhello|1\nnc: connect to )\n$", await Pipeline.Run(Line, scratch, Ports.Free()));
    }

    [NativeTheory]
    [InlineData("nowhere 1", "nc: getaddrinfo for host \"nowhere\" port 1: Name or service not known")]
    [InlineData("any 1", "nc: getaddrinfo for host \"any\" port 1: Name or service not known")]
    [InlineData("-1 1", "nc: getaddrinfo for host \"-1\" port 1: Name or service not known")]
    [InlineData("4294967296 1", "nc: getaddrinfo for host \"4294967296\" port 1: Name or service not known")]
    [InlineData("2 0", "nc: port number too small: 0")]
    [InlineData("2 2147483648", "nc: port number too large: 2147483648")]
    [InlineData("2 1-65536", "nc: port number too large: 65536")]
    [InlineData("2 http", "nc: port number invalid: http")]
    [InlineData("-l any http", "nc: getaddrinfo: Servname not supported for ai_socktype")]
    [InlineData("-l 77 5000", "nc: Cannot assign requested address")]
    [InlineData("-u 2 1", "nc: cannot use --vsock and -u")]
    [InlineData("-4 2 1", "nc: cannot use --vsock and -4")]
    [InlineData("-p 3 2 1", "nc: cannot use --vsock and -p")]
    [InlineData("-x 127.0.0.1:1 2 1", "nc: cannot use --vsock and -x")]
    [InlineData("-l --allow ::1 any 1", "nc: cannot use --vsock and --allow")]
    [InlineData("--socket-option TCP_NODELAY 2 1", "nc: cannot use --socket-option TCP_NODELAY and --vsock")]
    public async Task Invalid_arguments_are_refused_in_one_line(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Equal($"{expected}\n1\n", await Pipeline.Run($"$NC --vsock {options.Replace("-1 1", "-- -1 1", System.StringComparison.Ordinal)} 2>&1; echo $?", scratch));
    }

    [Fact]
    public void An_address_is_what_the_kernel_has()
    {
        List<ResolvedAddress> found = [];
        Assert.Equal(0, Resolving.Resolve("host", "258", new Lookup(Transport.Vsock, Family.Any, Passive: false, NumericHost: false), found));
        Assert.Equal([40, 0, 0, 0, 2, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], found[0].Address.Bytes.ToArray());
        Assert.Equal([40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], found[0].Address.WithPort(1).Bytes.ToArray());
    }
}
