using System.Data;
using System.Data.Common;

namespace TypedTasks.Storage.Conformance;

/// <summary>A transaction of a database that no store knows.</summary>
internal sealed class ForeignTransaction : DbTransaction
{
    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection? DbConnection => null;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }
}
