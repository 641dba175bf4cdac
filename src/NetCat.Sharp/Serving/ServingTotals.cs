namespace NetCat.Sharp.Serving;

/// <summary>What an <see cref="IServing"/> has done so far.</summary>
/// <param name="Clients">Clients that are connected.</param>
/// <param name="Received">Bytes from clients that were passed on, also of those that have left.</param>
/// <param name="Sent">Bytes that clients were sent.</param>
internal readonly record struct ServingTotals(int Clients, long Received, long Sent)
{
    /// <summary>Both together.</summary>
    public static ServingTotals operator +(ServingTotals left, ServingTotals right)
        => new(left.Clients + right.Clients, left.Received + right.Received, left.Sent + right.Sent);
}
