namespace AotWorker.Tasks;

/// <summary>What was packed: the parcel as the worker saw it, and what it made of it.</summary>
public sealed record PackingSlip(Parcel Parcel, int Pieces, string Language, bool Express, HashSet<string> Skus);
