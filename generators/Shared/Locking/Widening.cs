namespace TypedTasks.Shared.Locking;

/// <summary>Which values can be read as another type, each one and without loss.</summary>
internal static class Widening
{
    private static readonly Dictionary<ScalarKind, ScalarKind[]> Wider = new()
    {
        [ScalarKind.SByte] = [ScalarKind.Int16, ScalarKind.Int32, ScalarKind.Int64, ScalarKind.Int128, ScalarKind.Half, ScalarKind.Single, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.Byte] = [ScalarKind.Int16, ScalarKind.UInt16, ScalarKind.Int32, ScalarKind.UInt32, ScalarKind.Int64, ScalarKind.UInt64, ScalarKind.Int128, ScalarKind.UInt128, ScalarKind.Half, ScalarKind.Single, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.Int16] = [ScalarKind.Int32, ScalarKind.Int64, ScalarKind.Int128, ScalarKind.Single, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.UInt16] = [ScalarKind.Int32, ScalarKind.UInt32, ScalarKind.Int64, ScalarKind.UInt64, ScalarKind.Int128, ScalarKind.UInt128, ScalarKind.Single, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.Int32] = [ScalarKind.Int64, ScalarKind.Int128, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.UInt32] = [ScalarKind.Int64, ScalarKind.UInt64, ScalarKind.Int128, ScalarKind.UInt128, ScalarKind.Double, ScalarKind.Decimal],
        [ScalarKind.Int64] = [ScalarKind.Int128, ScalarKind.Decimal],
        [ScalarKind.UInt64] = [ScalarKind.Int128, ScalarKind.UInt128, ScalarKind.Decimal],
        [ScalarKind.Half] = [ScalarKind.Single, ScalarKind.Double],
        [ScalarKind.Single] = [ScalarKind.Double],
        [ScalarKind.Char] = [ScalarKind.String],
        [ScalarKind.Guid] = [ScalarKind.String],
        [ScalarKind.DateOnly] = [ScalarKind.String],
        [ScalarKind.TimeOnly] = [ScalarKind.TimeSpan, ScalarKind.String],
        [ScalarKind.TimeSpan] = [ScalarKind.String],
        [ScalarKind.DateTime] = [ScalarKind.String],
        [ScalarKind.DateTimeOffset] = [ScalarKind.String],
        [ScalarKind.Uri] = [ScalarKind.String],
        [ScalarKind.Version] = [ScalarKind.String],
    };

    /// <summary>All pairs, for tests.</summary>
    public static IEnumerable<(ScalarKind From, ScalarKind To)> All => Wider.SelectMany(pair => pair.Value.Select(to => (pair.Key, to)));

    public static bool IsWider(ScalarKind from, ScalarKind to) => Wider.TryGetValue(from, out var wider) && wider.Contains(to);
}
