using System;
using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using NetCat.Sharp.Lab.Commands;

namespace NetCat.Sharp.Lab;

/// <summary>The entry point: parses the command line, runs the verb, and prints one line on standard error if it fails.</summary>
internal static class Program
{
    private const int SignalBase = 128;

    private static readonly (PosixSignal Signal, int Number)[] s_signals =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15)];

    private static int s_signal;

    private static int Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        PosixSignalRegistration[] registrations = Array.ConvertAll(
            s_signals, one => PosixSignalRegistration.Create(one.Signal, context => Interrupt(context, one.Number, stop)));
        try
        {
            return Run(args, stop.Token);
        }
        catch (LabExit exit)
        {
            // Ctrl-C also ends a helper process; that is not a separate error.
            return s_signal != 0 ? SignalBase + s_signal : Fail(exit.Line, exit.Code);
        }
        catch (OperationCanceledException)
        {
            return SignalBase + s_signal;
        }
        catch (SocketException exception)
        {
            return Fail(exception.Message, LabExit.Error);
        }
        catch (IOException exception)
        {
            return Fail(exception.Message, LabExit.Error);
        }
        finally
        {
            Array.ForEach(registrations, static registration => registration.Dispose());
        }
    }

    private static int Run(string[] args, CancellationToken stop)
    {
        // An argument that begins with @ is not the name of a file with arguments.
        ParseResult words = LabCommand.Make(stop).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return words.Errors.Count > 0
            ? Fail(Complaint.Of(words), LabExit.Error)
            : words.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>The first signal lets the experiment clean up; the next one has its default action.</summary>
    private static void Interrupt(PosixSignalContext context, int number, CancellationTokenSource stop)
    {
        context.Cancel = Interlocked.CompareExchange(ref s_signal, number, 0) == 0;
        stop.Cancel();
    }

    private static int Fail(string line, int code)
    {
        Console.Error.Write($"nclab: {line}\n");
        return code;
    }
}
