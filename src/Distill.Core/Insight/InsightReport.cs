namespace Distill.Core.Insight;

/// <summary>Insight of a dataset, alone or beside another one.</summary>
/// <param name="Insight">The dataset.</param>
/// <param name="Compared">What it is compared with, asked the same; null for none.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record InsightReport(DatasetInsight Insight, DatasetInsight? Compared, DateTimeOffset MadeAt)
{
    /// <summary>The datasets, the first one first.</summary>
    public IReadOnlyList<DatasetInsight> Sides => Compared is null ? [Insight] : [Insight, Compared];

    /// <summary>The fields, each as the sides have it.</summary>
    public IEnumerable<IReadOnlyList<FieldInsight>> Fields =>
        Insight.Fields.Select((first, index) => Compared is null ? (IReadOnlyList<FieldInsight>)[first] : [first, Compared.Fields[index]]);
}
