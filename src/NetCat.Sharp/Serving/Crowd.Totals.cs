namespace NetCat.Sharp.Serving;

/// <content>The counts of all clients.</content>
internal sealed partial class Crowd
{
    private ServingTotals _gone;

    /// <inheritdoc/>
    public ServingTotals Totals
    {
        get
        {
            ServingTotals totals = _gone with { Clients = MemberCount };
            foreach (CrowdMember member in _members)
            {
                totals += new ServingTotals(0, member.Received, member.Sent);
            }

            return totals;
        }
    }
}
