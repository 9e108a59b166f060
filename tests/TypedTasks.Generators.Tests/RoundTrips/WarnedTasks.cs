using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class WarnedTasks
{
    [QueueTask]
    internal static void TakeElement(JsonElement value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableElement(JsonElement? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNode(JsonNode? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeJsonObject(JsonObject value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeJsonArrays(List<JsonArray> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSortedSet(SortedSet<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSortedDictionary(SortedDictionary<string, int?> value, JobContext context) => Capture.Got(context, value);
}
