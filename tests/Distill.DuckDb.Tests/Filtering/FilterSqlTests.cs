using System.Buffers;
using System.Text;
using CsCheck;
using Distill.Core.Filtering;
using Distill.Core.Samples;
using Distill.DuckDb.Filtering;
using Distill.DuckDb.Tables;
using Distill.Testing.Filtering;

namespace Distill.DuckDb.Tests.Filtering;

public class FilterSqlTests
{
    private static readonly Gen<List<Sample>> ManySamples = GeneratedSamples.All.List[300];

    [Fact]
    public void SqlAndPredicate_SelectTheSameRows()
    {
        using var database = DuckDatabase.Open();
        var samples = ManySamples.Single();
        var table = Load(database, samples);
        GeneratedFilters.All.Sample(
            filter =>
            {
                var rows = Rows(table, filter);
                var wrong = samples.Where((sample, index) => filter.Matches(sample) != rows.Contains(index)).FirstOrDefault();
                wrong.ShouldBeNull($"{filter}\n{FilterSql.Compile(filter).Where}\n{(wrong is null ? "" : Line(wrong))}");
            },
            iter: 200,
            threads: 1
        );
    }

    [Fact]
    public void Compile_PutsNoValueAndNoNameIntoTheText()
    {
        var filter = FilterExpression
            .Parse("meta[\"x') --\"] = \"'; drop table samples; --\" and labels.secret matches /secret/")
            .Expression!;

        var sql = FilterSql.Compile(filter);

        sql.Where.ShouldNotContain("drop");
        sql.Where.ShouldNotContain("secret");
        sql.Where.ShouldNotContain("--");
        sql.Parameters.ShouldContain("'; drop table samples; --");
    }

    private static string Line(Sample sample)
    {
        var line = new ArrayBufferWriter<byte>();
        SampleJson.Write(line, sample);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static SampleTable Load(DuckDatabase database, IEnumerable<Sample> samples)
    {
        var table = SampleTable.Create(database);
        using var writer = table.Append();
        foreach (var sample in samples)
        {
            writer.Add(sample);
        }

        return table;
    }

    private static HashSet<long> Rows(SampleTable table, FilterExpression filter)
    {
        using var command = table.Select("ordinal", filter, "ORDER BY ordinal");
        using var reader = command.ExecuteReader();
        var rows = new HashSet<long>();
        while (reader.Read())
        {
            rows.Add(reader.GetInt64(0));
        }

        return rows;
    }
}
