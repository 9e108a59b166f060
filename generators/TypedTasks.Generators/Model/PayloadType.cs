using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>One class, record or struct that gets a serializer.</summary>
/// <param name="Shape">Its members.</param>
/// <param name="Parts">The types of its members down to the next objects, of which only the names are kept: their own serializers know the rest.</param>
/// <param name="HasCaseTwin">Whether another type's name differs only in case, which file names may not do.</param>
internal sealed record PayloadType(ObjectShape Shape, EquatableArray<TypeShape> Parts, bool HasCaseTwin);
