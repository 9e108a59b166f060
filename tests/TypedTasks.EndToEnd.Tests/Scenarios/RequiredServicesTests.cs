namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>What the compiler tells the worker about the services of a task.</summary>
public sealed class RequiredServicesTests
{
    [Fact]
    public void A_definition_names_the_services_that_the_task_takes()
    {
        Assert.Equal([typeof(Journal)], Note.Job("any").Definition.Services);
        Assert.Empty(Add.Job(1, 2).Definition.Services);
    }

    [Fact]
    public void A_definition_names_the_services_with_a_key()
    {
        Assert.Equal([KeyValuePair.Create<Type, object>(typeof(Journal), "loud")], Shout.Job("any").Definition.KeyedServices);
        Assert.Empty(Shout.Job("any").Definition.Services);
        Assert.Empty(Note.Job("any").Definition.KeyedServices);
    }
}
