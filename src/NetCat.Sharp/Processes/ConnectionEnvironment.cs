using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>
/// The environment of a program that serves a connection: the environment of this process, and the connection's addresses under the names that ncat
/// and the ucspi programs use (tcp-environ(5)). Variables of another connection are not passed on.
/// </summary>
internal sealed unsafe class ConnectionEnvironment
{
    private static readonly string[] s_othersPrefixes =
    [
        "NCAT_LOCAL_", "NCAT_REMOTE_", "NCAT_PROTO=", "PROTO=", "TCPLOCAL", "TCPREMOTE", "UDPLOCAL", "UDPREMOTE", "UNIXLOCAL", "UNIXREMOTE",
        "LISTEN_PID=", "LISTEN_FDS=", "LISTEN_FDNAMES=",
    ];

    private readonly List<nint> _inherited = [];
    private readonly CStringArray _own = new();
    private nint[] _pointers = [];

    internal ConnectionEnvironment()
    {
        for (nint* variable = Libc.ProcessEnvironment(); *variable != 0; variable++)
        {
            if (!IsAnothers(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)*variable)))
            {
                _inherited.Add(*variable);
            }
        }
    }

    /// <summary>Pointers to the variables for one connection, in pinned memory, with a null pointer at the end; valid until the next call.</summary>
    internal nint[] For(Transport transport, in SockAddr local, in SockAddr remote)
    {
        _own.Clear();
        if (remote.Family == Constants.AF_UNIX || local.Family == Constants.AF_UNIX)
        {
            AddNcat("UNIX", (local.Path, ""), (remote.Path, ""));
            Add("UNIXLOCALPATH", local.Path);
            Add("UNIXREMOTEPATH", remote.Path);
        }
        else
        {
            string proto = transport switch
            {
                Transport.Udp => "UDP",
                Transport.Dccp => "DCCP",
                _ => "TCP",
            };
            (string Address, string Port) here = Numbered(local);
            (string Address, string Port) there = Numbered(remote);
            AddNcat(proto, here, there);
            Add(proto + "LOCALIP", here.Address);
            Add(proto + "LOCALPORT", here.Port);
            Add(proto + "REMOTEIP", there.Address);
            Add(proto + "REMOTEPORT", there.Port);
        }

        return Pointers();
    }

    private static bool IsAnothers(ReadOnlySpan<byte> variable)
    {
        foreach (string prefix in s_othersPrefixes)
        {
            if (variable.Length >= prefix.Length && Ascii.Equals(variable[..prefix.Length], prefix))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Address, string Port) Numbered(in SockAddr address)
        => Libc.NameOf(address, numeric: true, out string host, out _) == 0 ? (host, address.Port.ToString(CultureInfo.InvariantCulture)) : ("", "");

    private void AddNcat(string proto, (string Address, string Port) local, (string Address, string Port) remote)
    {
        Add("PROTO", proto);
        Add("NCAT_PROTO", proto);
        Add("NCAT_LOCAL_ADDR", local.Address);
        Add("NCAT_LOCAL_PORT", local.Port);
        Add("NCAT_REMOTE_ADDR", remote.Address);
        Add("NCAT_REMOTE_PORT", remote.Port);
    }

    private void Add(string name, string value) => _own.Add(string.Concat(name, "=", value));

    private nint[] Pointers()
    {
        int count = _inherited.Count + _own.Count;
        if (_pointers.Length != count + 1)
        {
            _pointers = GC.AllocateArray<nint>(count + 1, pinned: true);
            _inherited.CopyTo(_pointers);
        }

        _own.CopyPointers(_pointers.AsSpan(_inherited.Count));
        return _pointers;
    }
}
