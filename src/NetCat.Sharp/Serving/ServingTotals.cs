namespace NetCat.Sharp.Serving;

/// <summary>The totals of an <see cref="IServing"/> so far.</summary>
/// <param name="Clients">The number of connected clients.</param>
/// <param name="Received">The number of bytes from clients that were passed on, including clients that have left.</param>
/// <param name="Sent">The number of bytes sent to clients.</param>
internal readonly record struct ServingTotals(int Clients, long Received, long Sent)
{
    /// <summary>The sums of both.</summary>
    public static ServingTotals operator +(ServingTotals left, ServingTotals right)
        => new(left.Clients + right.Clients, left.Received + right.Received, left.Sent + right.Sent);
}
