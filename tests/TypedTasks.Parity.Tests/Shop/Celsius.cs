using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Parity.Tests.Shop;

/// <summary>A value that is encoded and decoded by code of the application's own: as a text such as <c>21.5 C</c>.</summary>
[PayloadJson(typeof(WeatherJson))]
[JsonConverter(typeof(CelsiusConverter))]
public readonly record struct Celsius(double Degrees);

[JsonSerializable(typeof(Celsius))]
public sealed partial class WeatherJson : JsonSerializerContext;

public sealed class CelsiusConverter : JsonConverter<Celsius>
{
    public override Celsius Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString()?.Split(' ') is [var degrees, "C"]
            ? new Celsius(double.Parse(degrees, CultureInfo.InvariantCulture))
            : throw new JsonException("A temperature is a text such as '21.5 C'.");

    public override void Write(Utf8JsonWriter writer, Celsius value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Degrees.ToString(CultureInfo.InvariantCulture) + " C");
}
