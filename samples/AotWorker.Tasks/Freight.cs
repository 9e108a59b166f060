using System.Collections.Immutable;

namespace AotWorker.Tasks;

public sealed record Freight(
    ImmutableArray<Half> Weights,
    ImmutableDictionary<string, ImmutableList<int>> PositionsBySku,
    Int128 Account,
    UInt128? Container,
    Carrier Carrier,
    IReadOnlyList<Carrier> Substitutes,
    Tariff Tariff,
    KeyValuePair<string, int>? Seal,
    Queue<string> Stops,
    Dictionary<Paper, Paper>? Papers = null);
