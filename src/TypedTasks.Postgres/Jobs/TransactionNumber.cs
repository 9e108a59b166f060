namespace TypedTasks.Postgres.Jobs;

/// <summary>What names a transaction on the server.</summary>
/// <param name="Text">Its number.</param>
/// <param name="CountingSince">Tells the server that gave it, and its lives between crashes, from others: these give the same numbers again.</param>
internal sealed record TransactionNumber(string Text, string CountingSince);
