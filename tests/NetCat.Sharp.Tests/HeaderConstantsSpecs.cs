using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Compares the constants and layouts of the native layer with this system's C headers, by the C compiler.</summary>
public sealed class HeaderConstantsSpecs
{
    private static readonly string[] s_headers =
    [
        "stddef.h", "errno.h", "fcntl.h", "netdb.h", "poll.h", "signal.h", "unistd.h", "sys/types.h", "sys/resource.h", "sys/socket.h", "sys/stat.h",
        "sys/un.h", "sys/uio.h", "sys/ioctl.h", "sys/sendfile.h", "termios.h", "time.h", "net/if.h", "netinet/in.h", "netinet/ip.h", "netinet/tcp.h", "netinet/udp.h", "arpa/inet.h",
        "spawn.h", "stdint.h", "linux/in.h", "linux/in6.h", "linux/sockios.h", "linux/vm_sockets.h", "linux/mptcp.h", "sys/epoll.h", "sys/eventfd.h", "sys/syscall.h", "sys/wait.h",
    ];

    [Fact]
    public void Every_number_is_the_one_in_the_headers()
    {
        List<string> assertions = [.. NamedConstants().Select(static constant => Equal(constant.Name, constant.GetRawConstantValue()!))];
        Assert.NotEmpty(assertions);
        AssertCompiles(assertions);
    }

    [Fact]
    public void Every_number_of_OpenSSL_is_the_one_in_its_headers()
        => AssertCompiles(
            ((string[])["ssl", "bio", "err", "pem", "x509", "x509v3", "x509_vfy"]).Select(static header => $"#include <openssl/{header}.h>")
            .Concat(ConstantsOf(typeof(TlsConstants)).Select(static constant => Equal(constant.Name, constant.GetRawConstantValue()!))));

    [Fact]
    public void Every_socket_option_has_the_number_of_its_name()
    {
        List<string> assertions = [.. SocketOption.All.Select(static option => Equal(option.Name, option.Row.Name))];
        Assert.True(assertions.Count > 60);
        AssertCompiles(assertions);
    }

    [Fact]
    public void Every_name_of_an_error_is_that_of_its_number()
    {
        IEnumerable<string> errors = Enumerable.Range(1, 200).Where(static number => SystemError.NameOf(number).Length > 0).Select(static number => Equal(SystemError.NameOf(number), number));
        IEnumerable<string> resolver = Enumerable.Range(1, 20).Where(static number => SystemError.NameOf(-number).Length > 0).Select(static number => Equal(SystemError.NameOf(-number), -number));
        List<string> assertions = [.. errors, .. resolver];
        Assert.Equal(131 + 12, assertions.Count);
        AssertCompiles(assertions);
    }

    [Fact]
    public void A_wrong_number_does_not_compile()
    {
        ChildResult compiler = Compile([Equal(nameof(Constants.AF_INET), Constants.AF_INET + 1)]);
        Assert.NotEqual(0, compiler.ExitCode);
        Assert.Contains("AF_INET", compiler.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Structures_are_laid_out_as_in_the_headers()
        => AssertCompiles(
        [
            .. Layout(typeof(PollSlot), "struct pollfd", ("Descriptor", "fd"), ("Events", "events"), ("Answer", "revents")),
            .. Layout(EpollEvent.IsPacked ? typeof(PackedEpollEvent) : typeof(EpollEvent), "struct epoll_event", ("Events", "events"), ("Data", "data")),
            .. Layout(
                Nested("AddrInfo"), "struct addrinfo", ("Flags", "ai_flags"), ("Family", "ai_family"), ("SocketType", "ai_socktype"),
                ("Protocol", "ai_protocol"), ("AddressLength", "ai_addrlen"), ("Address", "ai_addr"), ("CanonicalName", "ai_canonname"),
                ("Next", "ai_next")),
            .. Layout(
                Nested("Service"), "struct servent", ("Name", "s_name"), ("Aliases", "s_aliases"), ("Port", "s_port"), ("Protocol", "s_proto")),
            .. Offsets(
                Nested("FileStatus"), "struct stat", ("ModeOn" + RuntimeInformation.ProcessArchitecture, "st_mode"),
                ("DeviceOn" + RuntimeInformation.ProcessArchitecture, "st_rdev")),
            .. Layout(Nested("IoVector"), "struct iovec", ("Base", "iov_base"), ("Length", "iov_len")),
            .. Layout(
                Nested("MessageHeader"), "struct msghdr", ("Name", "msg_name"), ("NameLength", "msg_namelen"), ("Pieces", "msg_iov"),
                ("PieceCount", "msg_iovlen"), ("Control", "msg_control"), ("ControlLength", "msg_controllen"), ("Flags", "msg_flags")),
            .. Offsets(Nested("DescriptorControl"), "struct cmsghdr", ("Length", "cmsg_len"), ("Level", "cmsg_level"), ("Type", "cmsg_type")),
            Equal("CMSG_SPACE(sizeof(int))", Marshal.SizeOf(Nested("DescriptorControl"))),
            Equal("CMSG_LEN(0)", PacketInfo.Header),
            Equal("CMSG_SPACE(sizeof(struct in_pktinfo))", PacketInfo.SpaceOf4),
            Equal("CMSG_SPACE(sizeof(struct in6_pktinfo))", PacketInfo.MostSource),
            Equal("offsetof(struct in_pktinfo, ipi_spec_dst)", PacketInfo.LocalAt),
            Equal("offsetof(struct in_pktinfo, ipi_addr)", PacketInfo.DestinationAt),
            .. Layout(
                typeof(TerminalModes), "struct termios", ("Input", "c_iflag"), ("Output", "c_oflag"), ("Control", "c_cflag"), ("Local", "c_lflag"),
                ("LineDiscipline", "c_line"), ("Characters", "c_cc"), ("InputSpeed", "c_ispeed"), ("OutputSpeed", "c_ospeed")),
            .. Layout(
                typeof(SignalAction), "struct sigaction", ("Handler", "sa_handler"), ("Mask", "sa_mask"), ("Flags", "sa_flags"), ("Restorer", "sa_restorer")),
            Equal("offsetof(struct tcp_md5sig, tcpm_flags)", SockAddr.Room),
            Equal("offsetof(struct tcp_md5sig, tcpm_keylen)", SockAddr.Room + 2),
            Equal("offsetof(struct tcp_md5sig, tcpm_key)", SockAddr.Room + 8),
            Equal("sizeof(posix_spawn_file_actions_t)", Marshal.SizeOf(Nested("SpawnActions"))),
            Equal("sizeof(posix_spawnattr_t)", Marshal.SizeOf(Nested("SpawnAttributes"))),
            Equal("sizeof(sigset_t)", Marshal.SizeOf(Nested("SignalSet"))),
            Equal("sizeof(struct sockaddr_storage)", SockAddr.Room),
            Equal("sizeof(struct sockaddr_in)", 16),
            Equal("sizeof(struct sockaddr_in6)", 28),
        ]);

    /// <summary>Tests both layouts: this machine's header has only one, which depends on __EPOLL_PACKED (bits/epoll.h).</summary>
    [Fact]
    public void An_epoll_event_has_the_layout_of_x64_packed_and_of_arm64_aligned()
        => AssertCompiles(
        [
            "struct on_x64 { uint32_t events; epoll_data_t data; } __attribute__((__packed__));",
            "struct on_arm64 { uint32_t events; epoll_data_t data; };",
            .. Layout(typeof(PackedEpollEvent), "struct on_x64", ("Events", "events"), ("Data", "data")),
            .. Layout(typeof(EpollEvent), "struct on_arm64", ("Events", "events"), ("Data", "data")),
        ]);

    private static IEnumerable<FieldInfo> NamedConstants()
        => ConstantsOf(typeof(Native.Constants));

    private static IEnumerable<FieldInfo> ConstantsOf(Type type)
        => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(static field => field.IsLiteral);

    private static Type Nested(string name)
        => typeof(Libc).GetNestedType(name, BindingFlags.NonPublic) ?? throw new MissingMemberException(nameof(Libc), name);

    private static IEnumerable<string> Layout(Type type, string structure, params (string Ours, string Theirs)[] fields)
        => Offsets(type, structure, fields).Prepend(Equal($"sizeof({structure})", Marshal.SizeOf(type)));

    private static IEnumerable<string> Offsets(Type type, string structure, params (string Ours, string Theirs)[] fields)
        => fields.Select(field => Equal($"offsetof({structure}, {field.Theirs})", Marshal.OffsetOf(type, field.Ours)));

    private static string Equal(string name, object value)
        => string.Create(CultureInfo.InvariantCulture, $"_Static_assert({name} == {value}, \"{name} is not {value}\");");

    private static void AssertCompiles(IEnumerable<string> assertions)
    {
        ChildResult result = Compile(assertions);
        Assert.True(result.Success, result.StandardError);
    }

    private static ChildResult Compile(IEnumerable<string> assertions)
    {
        StringBuilder program = new("#define _GNU_SOURCE\n");
        _ = program.AppendJoin('\n', s_headers.Select(static header => $"#include <{header}>").Concat(assertions)).Append('\n');
        using var compiler = ChildProcess.Start("cc", ["-x", "c", "-std=c11", "-fsyntax-only", "-"]);
        compiler.StandardInput.Write(program.ToString());
        compiler.StandardInput.Close();
        return compiler.Result.Result;
    }
}
