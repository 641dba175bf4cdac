using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>
/// Parses as glibc's getopt_long(3) does, for the rows of any dialect: clusters, values without a space, permutation, <c>--</c>,
/// and a lone dash as an operand. A long name may be abbreviated if it stays unambiguous. A word that is no beginning of a long name
/// is an unknown letter '-', as for a program without long names.
/// </summary>
internal sealed class GetOpt
{
    private readonly Dialect _dialect;
    private readonly string[] _arguments;
    private readonly List<ParsedOption> _options = [];
    private readonly List<string> _operands = [];
    private readonly List<string> _rest = [];
    private string? _fault;
    private int _next;

    private GetOpt(string[] arguments, Dialect dialect)
    {
        _arguments = arguments;
        _dialect = dialect;
    }

    /// <summary>Parses a command line.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="dialect">The options.</param>
    /// <param name="permutes">Options may follow operands; off with POSIXLY_CORRECT.</param>
    internal static ParsedArguments Parse(string[] arguments, Dialect dialect, bool permutes)
    {
        var parse = new GetOpt(arguments, dialect);
        parse.Run(permutes);
        return new ParsedArguments(parse._options, parse._operands, parse._fault) { Rest = parse._rest };
    }

    private void Run(bool permutes)
    {
        while (_next < _arguments.Length && _fault is null)
        {
            string argument = _arguments[_next++];
            if (argument == "--")
            {
                TakeAll(_operands);
            }
            else if (argument.Length < 2 || argument[0] != '-')
            {
                _operands.Add(argument);
                if (!permutes)
                {
                    TakeAll(_operands);
                }
            }
            else if (argument[1] != '-' || !TakeLong(argument))
            {
                TakeCluster(argument);
            }
        }
    }

    private void TakeAll(List<string> into)
    {
        while (_next < _arguments.Length)
        {
            into.Add(_arguments[_next++]);
        }
    }

    private void TakeCluster(string argument)
    {
        for (int at = 1; at < argument.Length; at++)
        {
            if (FindLetter(argument[at]) is not { } row)
            {
                _fault = $"invalid option -- '{RawText.FirstByte(argument[at..])}'";
                return;
            }

            if (row.Takes == Takes.Nothing)
            {
                _options.Add(new ParsedOption(row, null));
                continue;
            }

            string? value = at + 1 < argument.Length ? argument[(at + 1)..] : NextArgument();
            if (value is null)
            {
                _fault = $"option requires an argument -- '{argument[at]}'";
                return;
            }

            _options.Add(new ParsedOption(row, value));
            return;
        }
    }

    /// <summary>Whether the argument is a long name of the dialect or an abbreviation of one (getopt_long(3)).</summary>
    private bool TakeLong(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument[2..] : argument[2..equals];
        List<OptionRow> found = LongNames.Find(_dialect.LongNames(), name);
        if (found.Count > 1)
        {
            _fault = LongNames.Ambiguous(name, found);
        }
        else if (found.Count == 1)
        {
            TakeLong(found[0], equals < 0 ? null : argument[(equals + 1)..]);
        }

        return found.Count > 0;
    }

    private void TakeLong(OptionRow row, string? value)
    {
        if (row.Takes == Takes.Nothing && value is not null)
        {
            _fault = $"option '--{row.LongName}' doesn't allow an argument";
        }
        else if (row.Takes is Takes.Value or Takes.ValueAndRest && (value ??= NextArgument()) is null)
        {
            _fault = $"option '--{row.LongName}' requires an argument";
        }
        else
        {
            _options.Add(new ParsedOption(row, value));
            if (row.Takes == Takes.ValueAndRest)
            {
                TakeAll(_rest);
            }
        }
    }

    private string? NextArgument() => _next < _arguments.Length ? _arguments[_next++] : null;

    private OptionRow? FindLetter(char letter)
    {
        foreach (OptionRow row in _dialect.Letters)
        {
            if (row.Letter == letter)
            {
                return row;
            }
        }

        return null;
    }
}
