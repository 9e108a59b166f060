namespace TypedTasks.Postgres.Maintenance;

/// <summary>One look for scheduled jobs whose time has come.</summary>
/// <param name="Limit">How many to make ready at most.</param>
/// <param name="After">From which time on it looks.</param>
/// <param name="IsFull">Whether that is the beginning.</param>
/// <param name="BeganAt">A timestamp.</param>
internal sealed record MarkedPromotion(int Limit, long After, bool IsFull, long BeganAt);
