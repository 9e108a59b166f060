using System.Text.Json.Serialization;

namespace AotWorker.Tasks;

/// <summary>Who brings it: one of several kinds, told apart in JSON by a member of its own.</summary>
[JsonDerivedType(typeof(Truck), "truck")]
[JsonDerivedType(typeof(Bicycle), "bicycle")]
public abstract record Carrier(string Name);

public sealed record Truck(string Name, string Plate, int Axles) : Carrier(Name);

public sealed record Bicycle(string Name, bool HasTrailer) : Carrier(Name);
