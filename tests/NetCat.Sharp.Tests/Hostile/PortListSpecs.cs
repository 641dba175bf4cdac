using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random port operands: the ports that they name, or strtonum(3)'s description of the fault.</summary>
public sealed class PortListSpecs
{
    private const int Largest = 65535;

    [Fact]
    public void Port_operands()
    {
        SeededRandom random = new(65535);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string[] operands = new string[1 + random.Below(3)];
            for (int n = 0; n < operands.Length; n++)
            {
                operands[n] = Operand(random);
            }

            string expected = Expected(operands);
            string found = Found(operands);
            if (found != expected)
            {
                Assert.Fail($"input {i}, '{string.Join("' '", operands)}': {found}, not {expected}");
            }
        }
    }

    [Fact]
    public void Every_port_many_times_over()
    {
        string[] operands = [.. Enumerable.Repeat("1-65535", 20)];
        List<int> ports = PortList.Read([.. operands], Transport.Tcp, shuffled: true, Services.PortOf);
        Assert.Equal(20 * Largest, ports.Count);
        Assert.All(ports.CountBy(static port => port), static port => Assert.Equal(20, port.Value));
    }

    private static string Operand(SeededRandom random) => random.Below(8) switch
    {
        0 => Number(random) + "-" + Number(random),
        1 => Number(random) + "-" + Number(random) + "-" + Number(random),
        2 => Noise(random),
        3 => random.Once(20) ? random.OneOf("http", "ssh", "HTTP", "1-http", "http-1", "domain") : Noise(random),
        _ => Number(random),
    };

    private static string Number(SeededRandom random) => random.Below(10) switch
    {
        0 => random.OneOf("0", "1", "65535", "65536", "-1", "+1", "", " 7", "\t8", "9 ", "00080", "1-", "+", "-"),
        1 => random.OneOf("9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551617", "4294967297"),
        2 => string.Concat(Enumerable.Repeat(random.Below(10).ToString(CultureInfo.InvariantCulture), random.Below(400))),
        _ => random.Below(70000).ToString(CultureInfo.InvariantCulture),
    };

    private static string Noise(SeededRandom random)
    {
        char[] text = new char[random.Below(6)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.OneOf<char>("0123456789-+ ,.:/_\t\0\u00b2\u0663\u00a0\ud800");
        }

        return new string(text);
    }

    private static string Found(string[] operands)
    {
        try
        {
            return Summed(PortList.Read([.. operands], Transport.Tcp, shuffled: false, Services.PortOf));
        }
        catch (NcExit exit)
        {
            return exit.Line!;
        }
    }

    private static string Expected(string[] operands)
    {
        List<int> ports = [];
        foreach (string operand in operands)
        {
            int dash = operand.IndexOf('-', StringComparison.Ordinal);
            bool isRange = dash > 0 && char.IsAsciiDigit(operand[0]);
            int service = operand switch
            {
                "http" => 80,
                "ssh" => 22,
                "domain" => 53,
                _ => 0,
            };
            string? fault = null;
            int last = service > 0 ? service : isRange ? Port(operand[(dash + 1)..], out fault) : Port(operand, out fault);
            int first = service == 0 && isRange && fault is null ? Port(operand[..dash], out fault) : last;
            if (fault is not null)
            {
                return fault;
            }

            ports.AddRange(Enumerable.Range(Math.Min(first, last), Math.Abs(last - first) + 1));
        }

        return Summed(ports);
    }

    private static int Port(string text, out string? fault)
    {
        string number = text.TrimStart(' ', '\t', '\n', '\v', '\f', '\r');
        string? word = "invalid";
        BigInteger value = 0;
        if (Regex.IsMatch(number, @"\A[+-]?[0-9]+\z"))
        {
            value = BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            word = value < 1 ? "too small" : value > Largest ? "too large" : null;
        }

        fault = word is null ? null : $"port number {word}: {text}";
        return word is null ? (int)value : 0;
    }

    /// <summary>A short digest of a list of ports, because ranges can be long.</summary>
    private static string Summed(List<int> ports)
    {
        HashCode order = default;
        foreach (int port in ports)
        {
            order.Add(port);
        }

        return $"{ports.Count} ports from {ports[0]} to {ports[^1]}, {order.ToHashCode()}";
    }
}
