using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes.Tests;

public sealed class CodeFixTests
{
    [Fact]
    public Task A_service_is_marked() => Becomes(
        new MarkFromServicesFix(),
        """
        public interface IMailer;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, IMailer mailer) => Task.CompletedTask;
        }
        """,
        "Task SendReceiptAsync(Guid orderId, IMailer mailer)",
        "Task SendReceiptAsync(Guid orderId, [FromServices] IMailer mailer)");

    [Fact]
    public async Task A_member_that_is_an_interface_is_not_marked() => Assert.False(await Fixed.IsOffered(
        new MarkFromServicesFix(),
        """
        public interface IPhoto;

        public sealed record Order(IPhoto Photo);

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Order order) => Task.CompletedTask;
        }
        """));

    [Fact]
    public Task An_instance_method_is_made_static() => Becomes(
        new MakeStaticFix(),
        """
        public class ReceiptTasks
        {
            /// <summary>Sends it.</summary>
            [QueueTask]
            public async Task SendReceiptAsync(Guid orderId, JobContext job) => await Task.Yield();
        }
        """,
        "public async Task",
        "public static async Task");

    [Theory]
    [InlineData("public class T(Random random) { [QueueTask] public void Send(int number) => random.Next(number); }")]
    [InlineData("public class T { private readonly int start = 1; [QueueTask] public void Send(int number) => Console.WriteLine(number + start); }")]
    public async Task A_method_that_uses_its_object_is_not_made_static(string source) => Assert.False(await Fixed.IsOffered(new MakeStaticFix(), source));

    [Fact]
    public async Task A_method_with_a_parameter_of_a_private_type_is_not_made_internal() => Assert.False(await Fixed.IsOffered(
        new MakeInternalFix(),
        "public static class T { private sealed class Secret { public int Number { get; set; } } [QueueTask] private static void Send(Secret value) { } }"));

    [Fact]
    public async Task A_property_whose_accessors_another_one_decides_on_gets_no_init() => Assert.False(await Fixed.IsOffered(
        new AddInitAccessorFix(),
        "public abstract class Ancestor { public abstract int Number { get; } } public sealed class Order : Ancestor { public override int Number { get; } = 1; } public static class T { [QueueTask] public static void Send(Order order) { } }"));

    [Fact]
    public async Task A_property_that_can_be_set_gets_no_init() => Assert.False(await Fixed.IsOffered(
        new AddInitAccessorFix(),
        "public sealed class Order { public int Number { get; [Obsolete(\"no\", true)] set; } } public static class T { [QueueTask] public static void Send(Order order) { } }"));

    [Fact]
    public async Task An_abstract_method_is_not_made_static() => Assert.False(await Fixed.IsOffered(
        new MakeStaticFix(),
        """
        public abstract class ReceiptTasks
        {
            [QueueTask]
            public abstract Task SendReceiptAsync(Guid orderId);
        }
        """));

    [Theory]
    [InlineData("private static Task", "internal static Task")]
    [InlineData("private protected static Task", "internal static Task")]
    [InlineData("static Task", "internal static Task")]
    public Task A_hidden_method_is_made_internal(string before, string after) => Becomes(
        new MakeInternalFix(),
        $$"""
        public class ReceiptTasks
        {
            // Comments stay where they are.
            [QueueTask]
            {{before}} SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "    " + before,
        "    " + after);

    [Fact]
    public async Task A_public_method_of_a_hidden_class_is_left_alone() => Assert.False(await Fixed.IsOffered(
        new MakeInternalFix(),
        """
        public class Outer
        {
            private static class ReceiptTasks
            {
                [QueueTask]
                public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
            }
        }
        """));

    [Fact]
    public Task Async_void_becomes_Task() => Becomes(
        new ReturnTaskFix(),
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static async void SendReceiptAsync(Guid orderId, JobContext job) => await Task.Yield();
        }
        """,
        "async void",
        "async Task");

    [Theory]
    [InlineData("public List<string> Lines { get; } = [];", "public List<string> Lines { get; init; } = [];")]
    [InlineData("public int Count { get; private set; }", "public int Count { get; set; }")]
    [InlineData("public int Count { get; internal init; }", "public int Count { get; init; }")]
    public Task A_lost_member_gets_an_accessor(string before, string after) => Becomes(
        new AddInitAccessorFix(),
        $$"""
        public sealed class Order
        {
            /// <summary>What would be lost.</summary>
            {{before}}
        }

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Dictionary<string, Order?[]> orders) => Task.CompletedTask;
        }
        """,
        before,
        after);

    [Fact]
    public async Task A_field_is_left_alone() => Assert.False(await Fixed.IsOffered(
        new AddInitAccessorFix(),
        """
        public sealed class Order
        {
            public int Count;
        }

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Order order) => Task.CompletedTask;
        }
        """));

    [Fact]
    public Task The_bare_name_gets_its_suffix_where_it_is_called_too() => Becomes(
        new AddAsyncSuffixFix(),
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceipt(Guid orderId) => Task.CompletedTask;

            public static Task SendNow() => SendReceipt(Guid.Empty);
        }
        """,
        "SendReceipt(",
        "SendReceiptAsync(");

    [Theory]
    [InlineData("string login, string password", "string login, [Sensitive] string password", "")]
    [InlineData("[FormerlyKnownAs(\"old\")] string password", "[Sensitive][FormerlyKnownAs(\"old\")] string password", "")]
    [InlineData("Login(string Name, string Password)", "Login(string Name, [Sensitive] string Password)", "public sealed record Login(string Name, string Password);")]
    [InlineData("    public string? ApiKey", "    [Sensitive]\n    public string? ApiKey", "public sealed class Login\n{\n    /// <summary>Opens it.</summary>\n    public string? ApiKey { get; set; }\n}")]
    [InlineData("{ public string? ApiKey", "{ [Sensitive] public string? ApiKey", "public sealed class Login { public string? ApiKey { get; set; } }")]
    public Task A_secret_is_marked(string before, string after, string types) => Becomes(
        new AddSensitiveFix(),
        $$"""
        public static class AccountTasks
        {
            [QueueTask]
            public static Task CreateAsync({{(types.Length == 0 ? before : "Login login")}}) => Task.CompletedTask;
        }

        {{types}}
        """,
        before,
        after);

    [Theory]
    [InlineData("record Login(string Name, [field: Sensitive] string Phrase);", "record Login(string Name, [property: Sensitive] string Phrase);")]
    [InlineData("class Login { [field: Sensitive] public string? Phrase { get; set; } }", "class Login { [Sensitive] public string? Phrase { get; set; } }")]
    public Task A_mark_on_a_hidden_field_goes_to_the_property(string before, string after) => Becomes(
        new MarkPropertyFix(),
        $$"""
        public static class AccountTasks
        {
            [QueueTask]
            public static Task CreateAsync(Login login) => Task.CompletedTask;
        }

        public sealed {{before}}
        """,
        before,
        after);

    private static async Task Becomes(CodeFixProvider fix, string source, string before, string after)
    {
        Assert.Contains(before, source, StringComparison.Ordinal);
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), await Fixed.By(fix, source));
    }
}
