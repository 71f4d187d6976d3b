using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Core.Filtering;
using Distill.Core.Insight;
using Distill.Core.Insight.Columns;
using Distill.Core.Insight.Texts;

namespace Distill.DuckDb.Insight;

/// <summary>Answers questions about data: reads what the table lacks in one pass, then asks the table.</summary>
public static class InsightEngine
{
    private const string FieldsFact = "fields";

    /// <summary>Answers a question.</summary>
    /// <param name="source">The data.</param>
    /// <param name="table">Its columns so far; what is read is added.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DatasetChangedException">The data is not what the table has columns of.</exception>
    public static async Task<DatasetInsight> AskAsync(
        IInsightSource source,
        InsightTable table,
        InsightQuestion question,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(question);
        var fields = question.Fields.Count > 0 ? question.Fields : await DiscoverAsync(source, table, cancellationToken);
        var needed = question.By is { } grouping ? fields.Append(grouping).Distinct() : fields.Distinct();
        await ReadAsync(source, table, [.. needed.Where(field => !table.Has(field))], question, cancellationToken);
        var queries = new InsightQueries(table, question.Where);
        var texts = question.Texts && table.Fact(TextsFact(question.Where)) is { } kept ? JsonSerializer.Deserialize<Texts>(kept) : null;
        return new DatasetInsight
        {
            Source = source.Name,
            Records = table.Records,
            Rejected = table.Rejected,
            Where = question.Where?.ToString(),
            Matched = queries.Count(),
            Fields = [.. fields.Select(queries.Describe)],
            By = question.By?.Name,
            Groups = question.By is { } by ? new GroupQueries(table, by, question.Where).Describe(fields) : [],
            Diversity = texts?.Diversity,
            Clusters = texts?.Clusters ?? [],
        };
    }

    private static async Task<IReadOnlyList<InsightField>> DiscoverAsync(
        IInsightSource source,
        InsightTable table,
        CancellationToken cancellationToken
    )
    {
        if (table.Fact(FieldsFact) is { } known)
        {
            return [.. JsonSerializer.Deserialize<string[]>(known)!.Select(InsightField.Of)];
        }

        var discovery = new FieldDiscovery();
        await foreach (var sample in source.PeekAsync(cancellationToken).Take(FieldDiscovery.Looked).WithCancellation(cancellationToken))
        {
            discovery.Add(sample);
        }

        table.Keep(FieldsFact, JsonSerializer.Serialize(discovery.Fields.Select(field => field.Name)));
        return discovery.Fields;
    }

    private static async Task ReadAsync(
        IInsightSource source,
        InsightTable table,
        IReadOnlyList<InsightField> missing,
        InsightQuestion question,
        CancellationToken cancellationToken
    )
    {
        var judge = question.Where is { } filter && !table.Has(filter) ? filter : null;
        var survey = question.Texts && table.Fact(TextsFact(question.Where)) is null ? new TextSurvey() : null;
        if (missing.Count == 0 && judge is null && survey is null)
        {
            return;
        }

        var columns = new ColumnReader(missing, survey is null ? judge : question.Where, survey is not null);
        using var writer = table.Append(missing, judge);
        await foreach (var batch in source.ReadAsync(columns, cancellationToken))
        {
            writer.Add(batch);
            survey?.Add(batch);
        }

        writer.Complete(source.Rejected);
        if (survey is not null)
        {
            var found = survey.Finish();
            table.Keep(TextsFact(question.Where), JsonSerializer.Serialize(new Texts(found?.Diversity, found?.Clusters ?? [])));
        }
    }

    private static string TextsFact(FilterExpression? where) => $"texts {where}";

    [method: JsonConstructor]
    private sealed record Texts(TextDiversity? Diversity, IReadOnlyList<IntentCluster> Clusters);
}
