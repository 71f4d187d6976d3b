using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Distill.Storage.Azure.Tables;

/// <summary>A table of the account, made when first used. Thread-safe.</summary>
/// <param name="clients">The account.</param>
/// <param name="name">Name of the table: a constant of this assembly, never input.</param>
internal sealed class StateTable(AzureStorageClients clients, string name)
{
    private readonly TableClient table = clients.Tables.GetTableClient(name);
    private volatile bool made;

    /// <summary>The row of a key, or null.</summary>
    public Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
                return row.HasValue ? row.Value : null;
            },
            "read",
            cancellationToken
        );

    /// <summary>Writes rows of one partition, all or none.</summary>
    /// <exception cref="RequestFailedException">A row exists already: the code is <c>EntityAlreadyExists</c>.</exception>
    public Task<IReadOnlyList<Response>> InsertAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
                (
                    await table.SubmitTransactionAsync(
                        rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                        cancellationToken
                    )
                ).Value,
            "written",
            cancellationToken
        );

    /// <summary>Carries out several actions on one partition, all or none.</summary>
    /// <exception cref="RequestFailedException">A condition does not hold: status 412, 404 or the code <c>EntityAlreadyExists</c>.</exception>
    public Task<IReadOnlyList<Response>> SubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        GuardAsync(async () => (await table.SubmitTransactionAsync(actions, cancellationToken)).Value, "written", cancellationToken);

    /// <summary>Replaces a row that is still at a version.</summary>
    /// <exception cref="RequestFailedException">It is not: status 412, or 404 when it is gone.</exception>
    public Task<Response> ReplaceAsync(TableEntity row, ETag etag, CancellationToken cancellationToken) =>
        GuardAsync(() => table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken), "written", cancellationToken);

    /// <summary>Deletes a row, whatever its version; one that is not there is fine.</summary>
    public Task<Response> DeleteAsync(TableEntity row, CancellationToken cancellationToken) =>
        GuardAsync(() => table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken), "changed", cancellationToken);

    /// <summary>Rows of a partition whose keys begin with a prefix, in their order, a page at a time.</summary>
    public IAsyncEnumerable<TableEntity> ListAsync(string partition, string prefix, int pageSize, CancellationToken cancellationToken) =>
        ListAsync(partition, prefix, TableKeys.After(prefix), pageSize, cancellationToken);

    /// <summary>Rows of a partition whose keys lie between two others, without these, in their order, a page at a time.</summary>
    public async IAsyncEnumerable<TableEntity> ListAsync(
        string partition,
        string after,
        string before,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {before}");
        var pages = table
            .QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken)
            .AsPages()
            .GetAsyncEnumerator(cancellationToken);
        await using var _ = pages;
        while (await GuardAsync(async () => await pages.MoveNextAsync(), "listed", cancellationToken))
        {
            foreach (var row in pages.Current.Values)
            {
                yield return row;
            }
        }
    }

    /// <summary>True when a row could not be added because there is one of its key.</summary>
    public static bool IsTaken(RequestFailedException exception) => exception.ErrorCode == TableErrorCode.EntityAlreadyExists;

    // What a caller may have to decide on passes as it is; everything else is a failure for people.
    private async Task<T> GuardAsync<T>(Func<Task<T>> call, string what, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
            return await call();
        }
        catch (RequestFailedException exception)
            when (IsTaken(exception) || exception.ErrorCode == TableErrorCode.ResourceNotFound || exception.Status == 412)
        {
            throw;
        }
        catch (Exception exception) when (StorageFailure.IsFailure(exception, cancellationToken))
        {
            throw StorageFailure.Explain(exception, $"The table '{name}' could not be {what}");
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (!made)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            made = true;
        }
    }
}
