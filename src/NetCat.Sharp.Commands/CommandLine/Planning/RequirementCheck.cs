using System;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Refuses combinations that the columns of the option rows exclude. All rows share one message format.</summary>
internal static class RequirementCheck
{
    /// <exception cref="NcExit">A requirement is not met; the line names the option that has it.</exception>
    internal static void Check(ParsedArguments given, OptionValues draft, Dialect dialect)
    {
        foreach (OptionRow row in dialect.LongNames())
        {
            if (!draft.Has(row.Id))
            {
                continue;
            }

            foreach (Requirement requirement in row.Requirements ?? [])
            {
                bool isOfValue = requirement.Value is null || requirement.Value == given.LastValue(row.Id);
                if (isOfValue && Array.TrueForAll(requirement.With, draft.Holds) && !Array.Exists(requirement.Without, draft.Holds))
                {
                    Check(row, requirement, draft, dialect);
                }
            }
        }
    }

    private static void Check(OptionRow row, Requirement requirement, OptionValues draft, Dialect dialect)
    {
        string typed = requirement.Value is null ? row.Typed : $"{row.Typed}={requirement.Value}";
        string[] together = [typed, .. Array.ConvertAll(requirement.With, dialect.Typed)];
        if (!Array.TrueForAll(requirement.Needs, draft.Holds))
        {
            throw new NcExit(1, $"must use {List(Array.ConvertAll(requirement.Needs, dialect.Typed), "and")} with {List(together, "and")}");
        }

        if (requirement.NeedsOneOf.Length > 0 && !Array.Exists(requirement.NeedsOneOf, draft.Holds))
        {
            throw new NcExit(1, $"must use {List(Array.ConvertAll(requirement.NeedsOneOf, dialect.Typed), "or")} with {List(together, "and")}");
        }

        foreach (Opt excluded in requirement.Excludes)
        {
            if (draft.Holds(excluded))
            {
                throw new NcExit(1, $"cannot use {List([.. together, dialect.Typed(excluded)], "and")}");
            }
        }
    }

    /// <summary>"-a", "-a and -b", "-a, -b and -c".</summary>
    private static string List(string[] words, string last)
        => words.Length < 2 ? words[0] : $"{string.Join(", ", words[..^1])} {last} {words[^1]}";
}
