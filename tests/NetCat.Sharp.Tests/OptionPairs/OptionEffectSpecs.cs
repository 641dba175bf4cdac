using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>Each long option has a test case that shows its effect with the native program. A new option needs one.</summary>
public sealed class OptionEffectSpecs
{
    private const int AtOnce = 8;

    /// <summary>Options whose effects other classes test.</summary>
    private static readonly Dictionary<Opt, Type> s_elsewhere = new()
    {
        [Opt.SocketOption] = typeof(SocketOptionSpecs),
        [Opt.ShowSocketOptions] = typeof(SocketOptionSpecs),
        [Opt.DatagramSize] = typeof(UdpPeersSpecs),
        [Opt.From] = typeof(SenderAddressSpecs),
        [Opt.Interface] = typeof(MulticastSpecs),
        [Opt.MulticastSource] = typeof(MulticastSpecs),
        [Opt.Parallel] = typeof(ScanSpecs),
        [Opt.ReadyDescriptor] = typeof(ReadySpecs),
        [Opt.Progress] = typeof(InspectionSpecs),
        [Opt.MaxConnections] = typeof(ExecSpecs),
        [Opt.Forward] = typeof(ForwardSpecs),
        [Opt.ForwardTls] = typeof(TlsForwardSpecs),
        [Opt.Grace] = typeof(ForwardSpecs),
        [Opt.Workers] = typeof(WorkerSpecs),
        [Opt.Broker] = typeof(CrowdSpecs),
        [Opt.Chat] = typeof(CrowdSpecs),
        [Opt.Queue] = typeof(CrowdSpecs),
        [Opt.Slow] = typeof(CrowdSpecs),
        [Opt.AllowFile] = typeof(AccessSpecs),
        [Opt.DenyFile] = typeof(AccessSpecs),
        [Opt.ProxyAuthFile] = typeof(ProxyLoginSpecs),
        [Opt.HappyEyeballs] = typeof(HappyEyeballsSpecs),
        [Opt.Dual] = typeof(DualSpecs),
        [Opt.Mptcp] = typeof(MultipathSpecs),
        [Opt.Vsock] = typeof(VsockSpecs),
        [Opt.TlsSecret] = typeof(TlsSecretSpecs),
        [Opt.TlsCa] = typeof(TlsSpecs),
        [Opt.TlsName] = typeof(TlsSpecs),
        [Opt.TlsPin] = typeof(TlsSpecs),
        [Opt.TlsInsecure] = typeof(TlsSpecs),
        [Opt.TlsCertificate] = typeof(TlsSpecs),
        [Opt.TlsKey] = typeof(TlsSpecs),
        [Opt.TlsClientCa] = typeof(TlsSpecs),
        [Opt.TlsStart] = typeof(TlsStartSpecs),
        [Opt.TlsAlpn] = typeof(TlsSpecs),
        [Opt.TlsLowest] = typeof(TlsSpecs),
        [Opt.TlsHighest] = typeof(TlsSpecs),
        [Opt.TlsCiphers] = typeof(TlsSpecs),
        [Opt.Tls] = typeof(TlsSpecs),
        [Opt.LongHelp] = typeof(OptionPairSpecs),
        [Opt.Version] = typeof(OptionPairSpecs),
    };

    [Fact]
    public void Each_long_option_has_a_test_case()
        => Assert.Equal(Additions.Options.Select(static row => row.Id).Order(), OptionCases.Table.Keys.Concat(s_elsewhere.Keys).Order());

    [NativeFact]
    public async Task Each_option_has_its_effect()
    {
        using SemaphoreSlim room = new(AtOnce);
        IEnumerable<OptionCase> plays = OptionCases.Table.Values.SelectMany(static plays => plays()).Distinct();
        string?[] faults = await Task.WhenAll(plays.Select(play => Run(play, room)));
        Assert.True(faults.All(static fault => fault is null), string.Join('\n', faults.Where(static fault => fault is not null)));
    }

    private static async Task<string?> Run(OptionCase play, SemaphoreSlim room)
    {
        await room.WaitAsync();
        try
        {
            return await play.Run();
        }
        finally
        {
            _ = room.Release();
        }
    }
}
