using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Reads keys, certificates and secrets from open descriptors, and the passphrase of an encrypted key.</summary>
internal static class TlsFiles
{
    /// <summary>The most bytes of a passphrase: OpenSSL's limit (PEM_BUFSIZE).</summary>
    private const int LongestPassphrase = 1024;

    /// <summary>The most bytes of the prompt, which contains a file name.</summary>
    private const int LongestPrompt = 200;

    /// <summary>Reads each descriptor once, before nc opens a file that could get the number of a closed one.</summary>
    /// <exception cref="NcExit">A descriptor cannot be read, or the time is over.</exception>
    internal static NcPlan WithDescriptors(RunContext call, NcPlan plan)
    {
        Dictionary<int, ReadOnlyMemory<byte>> read = [];
        return plan with { Tls = Load(call, plan.Tls, read), Forward = plan.Forward is { Tls: { } target } forward ? forward with { Tls = Load(call, target, read) } : plan.Forward };
    }

    private static TlsOptions? Load(RunContext call, TlsOptions? options, Dictionary<int, ReadOnlyMemory<byte>> read)
    {
        return options is null ? null : options with
        {
            CaFile = Load(options.CaFile, "tls-ca"),
            CertificateFile = Load(options.CertificateFile, "tls-cert"),
            KeyFile = Load(options.KeyFile, "tls-key"),
            ClientCaFile = Load(options.ClientCaFile, "tls-client-ca"),
            SecretFile = Load(options.SecretFile, "tls-secret"),
        };

        TlsFile? Load(TlsFile? file, string option)
        {
            if (file is null or { Path: not null })
            {
                return file;
            }

            if (!read.TryGetValue(file.Descriptor, out ReadOnlyMemory<byte> content))
            {
                int error = 0;
                if (!call.Limit.Allows(() => error = file.Read(out content)))
                {
                    throw call.Limit.Over();
                }

                read[file.Descriptor] = error < 0 ? throw NcExit.Failed($"{option} {file}", -error) : content;
            }

            return file with { Content = content };
        }
    }

    /// <summary>Reads the passphrase from the terminal; null if there is none.</summary>
    internal static byte[]? AskPassphrase(TlsOptions options)
    {
        byte[] prompt = RawText.Encode($"Passphrase for {options.KeyFile ?? options.CertificateFile}: ");
        return Passphrase.Ask(prompt.AsSpan(0, Math.Min(prompt.Length, LongestPrompt)), LongestPassphrase);
    }
}
