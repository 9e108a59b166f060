using System.Data;
using System.Data.Common;

namespace TypedTasks.Generators.Tests.Output;

internal sealed class NoTransaction : DbTransaction
{
    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    protected override DbConnection? DbConnection => null;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }
}
