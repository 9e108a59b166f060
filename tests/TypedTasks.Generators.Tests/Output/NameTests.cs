using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Tests.Harness;
using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Output;

public sealed class NameTests
{
    [Fact]
    public void The_stub_is_the_method_without_Async_in_its_namespace()
        => AssertTask("namespace A.B; static class T { [QueueTask] public static Task SendAsync(int x) => Task.CompletedTask; }", "A.B.Send", "A.B.Send");

    [Fact]
    public void The_global_namespace_will_do()
        => AssertTask("static class T { [QueueTask] public static void Send(int x) { } }", "Send", "Send");

    [Fact]
    public void A_nested_class_does_not_show_in_the_name()
        => AssertTask("namespace A; static class T { internal static class U { [QueueTask] public static void Send(int x) { } } }", "A.Send", "A.Send");

    [Theory]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("sealed partial class")]
    [InlineData("abstract class")]
    public void Any_type_may_hold_tasks(string kind)
        => AssertTask($"namespace A; {kind} T {{ [QueueTask] public static void Send(int x) {{ }} }}", "A.Send", "A.Send");

    [Fact]
    public void Extension_and_partial_methods_may_be_tasks()
        => AssertTask("namespace A; static partial class T { [QueueTask] public static partial void Send(this int x); public static partial void Send(this int x) { } }", "A.Send", "A.Send");

    [Fact]
    public void StubName_and_Name_are_taken_as_given()
        => AssertTask("namespace A; static class T { [QueueTask(Name = \"my task/1\", StubName = \"Other\")] public static void Send(int x) { } }", "A.Other", "my task/1");

    [Fact]
    public void A_partial_class_with_Run_becomes_the_stub_itself()
    {
        var program = AssertTask("namespace A; public static partial class Send { [QueueTask] internal static Task RunAsync(int x) => Task.CompletedTask; }", "A.Send", "A.Send");
        Assert.NotNull(program.Load().GetType("A.Send")?.GetMethod("Job"));
    }

    [Fact]
    public void A_nested_partial_class_with_Run_becomes_the_stub_itself()
        => AssertTask("namespace A; partial struct Outer { public static partial class Send { [QueueTask] public static void Run(int x) { } } }", "A.Outer+Send", "A.Outer.Send");

    [Fact]
    public void Keywords_are_names()
        => AssertTask(
            """
            namespace @namespace.@class;
            public enum @enum { @null = 3 }
            public sealed record @record(int @int, string @event) { public bool @in { get; init; } }
            static class @static { [QueueTask] public static void @void(int x, string @string = "a", @enum @default = @enum.@null, @record? @ref = null, bool @await = true) { } }
            """,
            "namespace.class.void",
            "namespace.class.void");

    [Fact]
    public void Names_that_generated_code_uses_are_free_to_use()
        => AssertTask(
            """
            namespace System2;
            public sealed record Guid(int Value, int Seen, int Reader, int Unset) { public int NotNull { get; init; } public int Set { get; set; } }
            public sealed class PayloadWriter { public string? Write { get; set; } public List<Guid>? Read { get; set; } }
            static class T
            {
                [QueueTask]
                public static async Task<Guid?> Task(int x, int writer, int reader, int seen, int context, int result, int xName, List<int> Job, string? Definition, PayloadWriter? Subject, Guid? value = null)
                {
                    await System.Threading.Tasks.Task.Yield();
                    return value;
                }
            }
            """,
            "System2.Task",
            "System2.Task");

    [Fact]
    public void User_types_named_like_the_framework_change_nothing()
        => AssertTask(
            """
            namespace Shop
            {
                public sealed class Task { public int X { get; set; } }
                public sealed class String { public int X { get; set; } }
                public sealed class List<T> { public T? X { get; set; } }
                namespace System { public sealed class Guid { public int X { get; set; } } }
                namespace TypedTasks { public sealed class Order { public int X { get; set; } } }
                static class T { [QueueTask] public static void Send(int x, Task? a = null, String? b = null, List<int>? c = null, System.Guid? d = null, TypedTasks.Order? e = null) { } }
            }
            """,
            "Shop.Send",
            "Shop.Send");

    [Fact]
    public void Unicode_is_a_name()
        => AssertTask(
            "namespace Größe; public sealed record Straße(string Ü, int 数); static class Ω { [QueueTask] public static void Überweisen(int x, Straße? ß = null, int 数 = 1) { } }",
            "Größe.Überweisen",
            "Größe.Überweisen");

    [Fact]
    public void Names_that_differ_only_in_case_get_files_of_their_own()
    {
        var program = GeneratedProgram.From(
            """
            namespace A;
            public sealed record Order(int X);
            public sealed record ORDER(int X);
            static class T { [QueueTask] public static void Send(Order x) { } [QueueTask] public static void SEND(ORDER x) { } }
            """);
        Assert.Equal(program.Files.Count, program.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Types_whose_names_look_alike_in_files_are_kept_apart()
    {
        var program = GeneratedProgram.From(
            """
            namespace A_B { public sealed record C(int X); }
            namespace A { public sealed record B_C(int X); public static class B { public sealed record C(int X); } public sealed record D<T>(T X); }
            static class T { [QueueTask] public static void Send(A_B.C a, A.B_C b, A.B.C c, A.D<int> d, A.D<int?> e, A.D<A.D<string>> f, A.D<string> g, A.D<string?> h) { } }
            """);
        Assert.Equal(8, program.Files.Keys.Count(file => file.Contains("_Payload", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_very_long_name_is_cut_for_its_file()
    {
        var program = GeneratedProgram.From($"namespace A; static class T {{ [QueueTask] public static void {new string('x', 180)}(int x) {{ }} }}");
        Assert.All(program.Files.Keys, file => Assert.InRange(file.Length, 1, 160));
    }

    [Theory]
    [InlineData("My-App.Core 2", "My_App.Core_2.TypedTasksManifest")]
    [InlineData("1App", "_1App.TypedTasksManifest")]
    [InlineData("class.new", "class.new.TypedTasksManifest")]
    [InlineData("A", "TypedTasks.Generated.A.TypedTasksManifest")]
    public void The_manifest_lives_in_the_assembly_s_name(string assembly, string manifest)
    {
        var program = GeneratedProgram.From("public static class A { [QueueTask] public static void Send(int x) { } }", new Setup { AssemblyName = assembly });
        Assert.NotNull(program.Load().GetType(manifest));
    }

    // The stub compiles, and the task is in the manifest under its name.
    private static GeneratedProgram AssertTask(string source, string stub, string name)
    {
        var program = GeneratedProgram.From(source, new Setup { Kind = OutputKind.DynamicallyLinkedLibrary });
        Assert.NotNull(program.Compilation.GetTypeByMetadataName(stub));
        var assembly = program.Load();
        var manifest = Assert.IsAssignableFrom<ITaskManifest>(Activator.CreateInstance(Assert.Single(assembly.GetTypes(), type => type.IsAssignableTo(typeof(ITaskManifest)))));
        var task = Assert.Single(manifest.Tasks);
        Assert.Equal(name, task.Name);
        Payload.Refuses(task, """{"y":1}""");
        return program;
    }
}
