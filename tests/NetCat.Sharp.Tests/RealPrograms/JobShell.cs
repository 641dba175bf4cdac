using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tests.Readme;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>An interactive bash with job control, at a terminal, in which <c>nc</c> is the program under test.</summary>
internal sealed partial class JobShell : IDisposable
{
    /// <summary>No typed line may contain it: a message about a stopped job would be mistaken for the prompt.</summary>
    private const string Prompt = "asks> ";

    private readonly TerminalSession _session;
    private JobShell(TerminalSession session, Scratch directory)
    {
        _session = session;
        Directory = directory;
    }

    /// <summary>The directory of the shell.</summary>
    internal Scratch Directory { get; }

    internal static async Task<JobShell> Start(string program)
    {
        var directory = new Scratch();
        _ = System.IO.Directory.CreateDirectory(directory.Path("bin"));
        _ = File.CreateSymbolicLink(directory.Path("bin/nc"), program.Contains('/', StringComparison.Ordinal) ? program : "/bin/" + program);
        var session = new TerminalSession($"PATH={directory.Path("bin")}:$PATH PS1='{Prompt}' PS2= HISTFILE= exec bash --norc --noprofile --noediting -i", directory);
        var shell = new JobShell(session, directory);
        await session.Shows(Prompt);

        // bash then reports the state of a job at once, so that tests can wait for it.
        await shell.Command("set -o notify");
        return shell;
    }

    /// <summary>Types a line.</summary>
    internal Task Line(string text) => _session.Type(text + "\n");

    /// <summary>Presses a key without a line end.</summary>
    internal Task Key(string key) => _session.Type(key);

    internal Task Shows(string text) => _session.Shows(text);

    /// <summary>Types a line for bash and waits for the next prompt.</summary>
    internal async Task Command(string line)
    {
        await Line(line);
        await _session.Shows(line);
        await _session.Shows(Prompt);
    }

    /// <summary>The port that a listener started with <c>-vn 127.0.0.1 0</c> reports.</summary>
    internal async Task<int> Listens()
    {
        string said = "";
        _ = await _session.Shows(latest => Listening().IsMatch(said = latest));
        return int.Parse(Listening().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for the prompt.</summary>
    internal Task Prompted() => _session.Shows(Prompt);

    /// <summary>
    /// Exits the shell and returns the output of the terminal, without numbers, which differ from run to run, and without prompts and empty lines,
    /// because a message about a job can make bash print the prompt again.
    /// </summary>
    internal async Task<string> End()
    {
        await Line("exit");
        _ = await _session.End();
        string shown = Number().Replace(_session.Shown, "N").Replace(Prompt, "", StringComparison.Ordinal);
        return string.Join('\n', shown.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Dispose();
    }

    [GeneratedRegex(@"Listening on 127\.0\.0\.1 (\d+)\r\n")]
    private static partial Regex Listening();

    [GeneratedRegex(@"\d{3,}")]
    private static partial Regex Number();
}
