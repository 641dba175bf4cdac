using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Commands.Options;

/// <summary>
/// getopt(3) as glibc does it, over a dialect's rows and knowing none of them: clusters, glued values, permutation, <c>--</c>,
/// a lone dash as an operand. Long names match whole; what is no long name of the dialect is the unknown letter '-', as in glibc.
/// </summary>
internal sealed class GetOpt
{
    private readonly IReadOnlyList<OptionRow> _rows;
    private readonly IReadOnlyList<string> _arguments;
    private readonly List<GivenOption> _options = [];
    private readonly List<string> _operands = [];
    private string? _fault;
    private int _next;

    private GetOpt(IReadOnlyList<string> arguments, IReadOnlyList<OptionRow> rows)
    {
        _arguments = arguments;
        _rows = rows;
    }

    /// <summary>Takes a command line apart.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="rows">The dialect's options.</param>
    /// <param name="permutes">Options may follow operands; off with POSIXLY_CORRECT.</param>
    internal static Given Parse(IReadOnlyList<string> arguments, IReadOnlyList<OptionRow> rows, bool permutes)
    {
        var parse = new GetOpt(arguments, rows);
        parse.Run(permutes);
        return new Given(parse._options, parse._operands, parse._fault);
    }

    private void Run(bool permutes)
    {
        while (_next < _arguments.Count && _fault is null)
        {
            string argument = _arguments[_next++];
            if (argument == "--")
            {
                TakeOperands();
            }
            else if (argument.Length < 2 || argument[0] != '-')
            {
                _operands.Add(argument);
                if (!permutes)
                {
                    TakeOperands();
                }
            }
            else if (argument[1] != '-' || !TakeLong(argument))
            {
                TakeCluster(argument);
            }
        }
    }

    private void TakeOperands()
    {
        while (_next < _arguments.Count)
        {
            _operands.Add(_arguments[_next++]);
        }
    }

    private void TakeCluster(string argument)
    {
        for (int at = 1; at < argument.Length; at++)
        {
            if (FindLetter(argument[at]) is not { } row)
            {
                _fault = $"invalid option -- '{argument[at]}'";
                return;
            }

            if (row.Takes == Takes.Nothing)
            {
                _options.Add(new GivenOption(row, null));
                continue;
            }

            string? value = at + 1 < argument.Length ? argument[(at + 1)..] : NextArgument();
            if (value is null)
            {
                _fault = $"option requires an argument -- '{argument[at]}'";
                return;
            }

            _options.Add(new GivenOption(row, value));
            return;
        }
    }

    /// <summary>Whether the argument begins with a long name of the dialect.</summary>
    private bool TakeLong(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument[2..] : argument[2..equals];
        if (FindLong(name) is not { } row)
        {
            return false;
        }

        string? value = equals < 0 ? null : argument[(equals + 1)..];
        if (row.Takes == Takes.Nothing && value is not null)
        {
            _fault = $"option '--{name}' doesn't allow an argument";
            return true;
        }

        if (row.Takes == Takes.Value && (value ??= NextArgument()) is null)
        {
            _fault = $"option '--{name}' requires an argument";
            return true;
        }

        _options.Add(new GivenOption(row, value));
        return true;
    }

    private string? NextArgument() => _next < _arguments.Count ? _arguments[_next++] : null;

    private OptionRow? FindLetter(char letter)
    {
        for (int i = 0; i < _rows.Count; i++)
        {
            if (letter != '\0' && _rows[i].Letter == letter)
            {
                return _rows[i];
            }
        }

        return null;
    }

    private OptionRow? FindLong(string name)
    {
        for (int i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].LongName.Length > 0 && _rows[i].LongName == name)
            {
                return _rows[i];
            }
        }

        return null;
    }
}
