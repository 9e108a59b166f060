using System.Data.Common;

namespace QuickStart.Orders;

/// <summary>The table of orders. It lies in the same database as the jobs; that is what makes one transaction for both possible.</summary>
public sealed class OrderTable(DbDataSource database)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            create table if not exists quickstart_orders (
                number   text    primary key,
                customer text    not null,
                currency text    not null,
                total    numeric not null,
                job_id   bigint  not null)
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The job of every order that is stored, by the order's number.</summary>
    public async Task<Dictionary<string, long>> ReadJobsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select number, job_id from quickstart_orders");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var jobs = new Dictionary<string, long>();
        while (await reader.ReadAsync(cancellationToken)) jobs.Add(reader.GetString(0), reader.GetInt64(1));
        return jobs;
    }

    /// <returns>False if somebody else has stored the order.</returns>
    public static async Task<bool> InsertAsync(DbTransaction transaction, Order order, long jobId, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand(); // not null: the transaction is open
        command.Transaction = transaction;
        command.CommandText =
            """
            insert into quickstart_orders (number, customer, currency, total, job_id)
            values (@number, @customer, @currency, @total, @job_id)
            on conflict (number) do nothing
            """;
        Add("number", order.Number);
        Add("customer", order.Customer.Name);
        Add("currency", order.Currency);
        Add("total", order.Total);
        Add("job_id", jobId);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
