using Distill.LocalHost.Engine.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Storage;

/// <summary>Everything that is written, as prepared statements on the writing connection. For the writer's thread only.</summary>
internal sealed class EngineStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _addEvent = new(
        connection,
        "INSERT INTO history (instance, sequence, kind, task, at, name, payload, target, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    private readonly Statement _addInstance = new(
        connection,
        """
        INSERT INTO instances (id, name, version, execution, status, created_at, updated_at, start_at, input, tags,
            parent_key, parent_id, parent_name, parent_execution, parent_task)
        VALUES ($1, $2, $3, 1, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING key
        """
    );
    private readonly Statement _progress = new(connection, "UPDATE instances SET status = $2, updated_at = $3 WHERE key = $1");
    private readonly Statement _started = new(connection, "UPDATE instances SET start_at = NULL WHERE key = $1");
    private readonly Statement _customStatus = new(connection, "UPDATE instances SET custom_status = $2 WHERE key = $1");
    private readonly Statement _end = new(
        connection,
        "UPDATE instances SET status = $2, updated_at = $3, output = $4, failure = $5, start_at = NULL WHERE key = $1"
    );
    private readonly Statement _renew = new(
        connection,
        "UPDATE instances SET execution = $2, input = $3, version = $4, updated_at = $5 WHERE key = $1"
    );
    private readonly Statement _forgetHandled = new(connection, "DELETE FROM history WHERE instance = $1 AND sequence <= $2");

    // Kinds 1-6 answer steps of the execution that is over, 20-39 are its steps and its end.
    private readonly Statement _forgetAnswers = new(connection, "DELETE FROM history WHERE instance = $1 AND kind NOT IN (7, 8, 9)");
    private readonly Statement _deleteHistory = new(connection, "DELETE FROM history WHERE instance = $1");
    private readonly Statement _deleteInstance = new(connection, "DELETE FROM instances WHERE key = $1");
    private readonly Statement _find = new(connection, $"SELECT {RowReader.InstanceColumns} FROM instances WHERE id = $1");
    private readonly Statement _children = new(
        connection,
        $"SELECT {RowReader.InstanceColumnsWithoutPayloads} FROM instances WHERE parent_key = $1"
    );

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Rollback() => _rollback.Run();

    public void AddEvent(long instance, HistoryEvent item) =>
        _addEvent.Run(
            instance,
            item.Sequence,
            (int)item.Kind,
            item.TaskId,
            item.At.Ticks,
            item.Name,
            item.Payload,
            item.Target,
            item.Version
        );

    public long AddInstance(InstanceRow row)
    {
        using var key = _addInstance.Query(
            row.Id,
            row.Name,
            row.Version,
            (int)row.Status,
            row.CreatedAt.Ticks,
            row.StartAt?.Ticks,
            row.Input,
            row.Tags,
            row.Parent?.Key,
            row.Parent?.Id,
            row.Parent?.Name,
            row.Parent?.Execution,
            row.Parent?.TaskId
        );
        key.Read();
        return key.GetInt64(0);
    }

    public void Progress(long instance, OrchestrationRuntimeStatus status, DateTime at) => _progress.Run(instance, (int)status, at.Ticks);

    /// <summary>Forgets the start time of an instance that has started.</summary>
    public void Started(long instance) => _started.Run(instance);

    public void CustomStatus(long instance, string? text) => _customStatus.Run(instance, text);

    public void End(long instance, OrchestrationRuntimeStatus status, DateTime at, string? output, string? failure) =>
        _end.Run(instance, (int)status, at.Ticks, output, failure);

    /// <summary>Forgets an execution that continues as new, but for events and suspensions it has not handled.</summary>
    public void Renew(long instance, int execution, string? input, string version, DateTime at, long handled)
    {
        _renew.Run(instance, execution, input, version, at.Ticks);
        _forgetHandled.Run(instance, handled);
        _forgetAnswers.Run(instance);
    }

    public void Delete(long instance)
    {
        _deleteHistory.Run(instance);
        _deleteInstance.Run(instance);
    }

    public InstanceRow? Find(string id)
    {
        using var row = _find.Query(id);
        return row.Read() ? RowReader.Instance(row) : null;
    }

    public IReadOnlyList<InstanceRow> Children(long parent)
    {
        List<InstanceRow> children = [];
        using var row = _children.Query(parent);
        while (row.Read())
        {
            children.Add(RowReader.Instance(row));
        }

        return children;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Statement[] all =
        [
            _begin,
            _commit,
            _rollback,
            _addEvent,
            _addInstance,
            _progress,
            _started,
            _customStatus,
            _end,
            _renew,
            _forgetHandled,
            _forgetAnswers,
            _deleteHistory,
            _deleteInstance,
            _find,
            _children,
        ];
        foreach (var statement in all)
        {
            statement.Dispose();
        }
    }
}
