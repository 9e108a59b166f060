using AotWorker.Tasks;
using Npgsql;

namespace AotWorker;

/// <summary>Keeps the book in a table: <c>create table warehouse_book (entry text not null)</c>.</summary>
internal sealed class WarehouseBook(NpgsqlDataSource database) : IWarehouseBook
{
    public async Task WriteAsync(string entry, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("insert into warehouse_book (entry) values ($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
