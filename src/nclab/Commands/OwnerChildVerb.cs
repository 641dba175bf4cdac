using System;
using System.CommandLine;
using NetCat.Sharp.Lab.Experiments;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The hidden verb with which "reuse owner" starts this program as another user.</summary>
internal static class OwnerChildVerb
{
    internal static Command Make()
    {
        Argument<uint> user = new("user");
        var verb = new Command(OwnerChild.Verb) { user };
        verb.Hidden = true;
        verb.SetAction(words => OwnerChild.Run(words.GetValue(user), Console.In, Console.Out));
        return verb;
    }
}
