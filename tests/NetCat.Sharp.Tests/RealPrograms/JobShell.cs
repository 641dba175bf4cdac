using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tests.Readme;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>An interactive bash with job control at a terminal, in which <c>nc</c> is the program under test.</summary>
internal sealed partial class JobShell : IDisposable
{
    /// <summary>What no line that is typed here has in it, or the news that a job has stopped would be taken for it.</summary>
    private const string Prompt = "asks> ";

    private readonly TerminalSession _session;
    private JobShell(TerminalSession session, Scratch directory)
    {
        _session = session;
        Directory = directory;
    }

    /// <summary>Where it runs.</summary>
    internal Scratch Directory { get; }

    internal static async Task<JobShell> Start(string program)
    {
        var directory = new Scratch();
        _ = System.IO.Directory.CreateDirectory(directory.Path("bin"));
        _ = File.CreateSymbolicLink(directory.Path("bin/nc"), program.Contains('/', StringComparison.Ordinal) ? program : "/bin/" + program);
        var session = new TerminalSession($"PATH={directory.Path("bin")}:$PATH PS1='{Prompt}' PS2= HISTFILE= exec bash --norc --noprofile --noediting -i", directory);
        var shell = new JobShell(session, directory);
        await session.Shows(Prompt);

        // What becomes of a job is told at once, so that it can be waited for.
        await shell.Command("set -o notify");
        return shell;
    }

    /// <summary>Types a line.</summary>
    internal Task Line(string text) => _session.Type(text + "\n");

    /// <summary>Presses a key that goes without the end of a line.</summary>
    internal Task Key(string key) => _session.Type(key);

    internal Task Shows(string text) => _session.Shows(text);

    /// <summary>Types a line for bash and waits until it asks for the next one.</summary>
    internal async Task Command(string line)
    {
        await Line(line);
        await _session.Shows(line);
        await _session.Shows(Prompt);
    }

    /// <summary>The port at which a listener that was started with <c>-vn 127.0.0.1 0</c> says that it listens.</summary>
    internal async Task<int> Listens()
    {
        string said = "";
        _ = await _session.Shows(latest => Listening().IsMatch(said = latest));
        return int.Parse(Listening().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until bash asks for a line.</summary>
    internal Task Prompted() => _session.Shows(Prompt);

    /// <summary>
    /// Leaves the shell, and gives all that the terminal showed, without the numbers that no two runs have in common,
    /// and without prompts and empty lines: news of a job that come at the wrong moment make bash print one more.
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
