using TypedTasks.Storage;

namespace TypedTasks.Tasks;

/// <summary>Tells whether the storage has the transactions that tasks take.</summary>
internal static class TransactionCheck
{
    /// <returns>What is wrong, and what to do; null if all is well.</returns>
    public static string? Problem(TaskTable tasks, IStorage storage)
    {
        var given = storage.Transactions.TransactionType;
        var unfit = tasks.Contracts.Select(contract => tasks[contract]).FirstOrDefault(task => task.Transaction is { } taken && !taken.IsAssignableFrom(given));
        return unfit is null
            ? null
            : $"Task '{unfit.Name}' takes a transaction of type '{unfit.Transaction}', but jobs are stored in {storage.Description}, whose transactions are of type '{given}'. "
                + "A job ends in the transaction of its task, so both need the same database: take a DbTransaction, or the type of this storage, or store the jobs where the task works.";
    }
}
