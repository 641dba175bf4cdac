using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>
/// Tests every pair of options with at least one long option, in every mode. A pair is refused in one line that names a long option, or each of the
/// two changes something that the run reads. A letter that has no effect in a mode, as in the original, needs none beside a long option.
/// </summary>
public sealed class OptionPairSpecs
{
    private static readonly OptionRow[] s_letters = [.. Debian.Dialect.Letters.Where(static row => !Samples.LeavesNoPlan(row))];
    private static readonly OptionRow[] s_long = [.. Additions.Options.Where(static row => !Samples.LeavesNoPlan(row))];

    public static TheoryData<string> Modes => [.. Mode.All.Select(static mode => mode.ToString())];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_long_option_is_refused_by_name_or_has_an_effect(string name)
    {
        Mode mode = Mode.All.Single(mode => mode.ToString() == name);
        List<string> faults = [];
        foreach (OptionRow row in s_long.Where(row => !mode.Has(row)))
        {
            string option = Samples.Typed(row);
            (NcPlan? plan, NcExit? refusal) = mode.Plan(option);
            if (refusal is not null && !Names(refusal, mode, option))
            {
                faults.Add($"{mode.Line(option)}: {refusal.Line ?? refusal.Text}");
            }
            else if (plan is not null && PlanFields.Effects(mode.Plan().Plan!, plan).Count == 0)
            {
                faults.Add($"{mode.Line(option)}: no effect");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_pair_is_refused_by_name_or_both_keep_their_effect(string name)
    {
        Mode mode = Mode.All.Single(mode => mode.ToString() == name);
        Dictionary<string, (NcPlan? Plan, NcExit? Refusal)> alone = s_letters.Concat(s_long).Select(Samples.Typed).ToDictionary(static option => option, option => mode.Plan(option));
        List<string> faults = [];
        OptionRow[] longs = [.. s_long.Where(row => !mode.Has(row))];
        for (int i = 0; i < longs.Length; i++)
        {
            foreach (OptionRow other in s_letters.Concat(longs.Skip(i + 1).Where(other => !Samples.Implies(longs[i], other))))
            {
                Check(mode, Samples.Typed(longs[i]), Samples.Typed(other), other.LongName.Length > 0, alone, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static void Check(
        Mode mode, string option, string other, bool otherIsLong, Dictionary<string, (NcPlan? Plan, NcExit? Refusal)> alone, List<string> faults)
    {
        (NcPlan? plan, NcExit? refusal) = mode.Plan(option, other);
        if (refusal is not null)
        {
            bool isOfLetters = !otherIsLong && alone[other].Refusal is not null;
            if (!isOfLetters && !Names(refusal, mode, option, other))
            {
                faults.Add($"{mode.Line(option, other)}: {refusal.Line ?? refusal.Text}");
            }

            return;
        }

        // If an option needs the other one, there is no plan without it to compare with.
        if (alone[other].Plan is { } withOther && PlanFields.Effects(withOther, plan!).Count == 0)
        {
            faults.Add($"{mode.Line(option, other)}: no effect of {option}");
        }

        if (alone[option].Plan is { } withOption && PlanFields.Effects(withOption, plan!).Count == 0
            && (otherIsLong || HasEffect(mode, alone[other].Plan)))
        {
            faults.Add($"{mode.Line(option, other)}: no effect of {other}");
        }
    }

    [Fact]
    public void Help_and_version_come_before_everything_that_follows_them()
    {
        foreach (string option in new[] { "--help", "--version", "-h" })
        {
            Assert.All(Mode.All, mode => Assert.Equal(0, mode.Plan(option).Refusal?.Code));
        }
    }

    [Fact]
    public void Each_field_of_a_plan_is_declared_with_the_runs_that_read_it()
        => Assert.Equal(PlanFields.Names.Order(StringComparer.Ordinal), PlanFields.ReadBy.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_mode_can_be_planned() => Assert.All(Mode.All, static mode => Assert.Null(mode.Plan().Refusal));

    [Fact]
    public void Requirements_name_options_that_exist()
    {
        IEnumerable<Opt> named = Additions.Options.SelectMany(static row => row.Requirements ?? [])
            .SelectMany(static one => one.With.Concat(one.Needs).Concat(one.NeedsOneOf).Concat(one.Excludes));
        Assert.All(named.Distinct(), static option => Assert.NotEmpty(Debian.Dialect.Typed(option)));
    }

    private static bool HasEffect(Mode mode, NcPlan? with) => with is null || PlanFields.Effects(mode.Plan().Plan!, with).Count > 0;

    /// <summary>Whether the refusal is one line that contains a long option of this command line as a whole word.</summary>
    private static bool Names(NcExit refusal, Mode mode, params string[] added)
        => refusal is { Code: 1, Text: null, Line: { } line } && !line.Contains('\n')
            && mode.Line(added).Split(' ').Any(word => word.StartsWith("--", StringComparison.Ordinal)
                && Regex.IsMatch(line, $@"(^| ){Regex.Escape(word.Split('=')[0])}(=never)?( |,|$)"));
}
