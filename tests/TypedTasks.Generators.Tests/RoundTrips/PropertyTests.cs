using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>What holds for all values, tried on random ones. A failure names the seed.</summary>
public sealed class PropertyTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Bytes_are_those_of_System_Text_Json_and_come_back_equal()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var value = new RandomValues(seed).Next();
            var stored = Payload.Text(TakeEverything.Job(value));
            var got = (Everything?)Payload.Run(TakeEverything.Job(value))[0];
            Assert.Equal($$"""{"value":{{JsonSerializer.Serialize(value, Json)}}}""", stored);
            Assert.Equal($$"""{"value":{{JsonSerializer.Serialize(got, Json)}}}""", stored);
            Assert.Equal($$"""{"value":{{JsonSerializer.Serialize(JsonSerializer.Deserialize<Everything>(stored.AsSpan(9, stored.Length - 10)), Json)}}}""", stored);
        }));

    [Fact]
    public void Damaged_payloads_are_read_or_refused_and_nothing_else()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var job = TakeEverything.Job(new RandomValues(seed).Next());
            var damaged = Damage(job.Payload.ToArray(), new Random(seed));
            try
            {
                job.Definition.Decode(damaged);
                return true;
            }
            catch (InvalidPayloadException refused)
            {
                return refused.Message.StartsWith("The value at $", StringComparison.Ordinal);
            }
        }));

    private static byte[] Damage(byte[] payload, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(payload.Length);
            payload = random.Next(4) switch
            {
                0 => payload[..at],
                1 => [.. payload[..at], (byte)random.Next(256), .. payload[at..]],
                2 => [.. payload[..at], .. payload[random.Next(payload.Length)..]],
                _ => [.. payload[..at], .. Encoding.UTF8.GetBytes("""null,"Note":[{}],1e999"""), .. payload[at..]],
            };
            if (payload.Length == 0) return payload;
        }

        return payload;
    }
}
