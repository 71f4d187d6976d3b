using Distill.Core.Runs.Specs;

namespace Distill.Core.Tests.Runs.Specs;

public sealed class RunSpecDocumentTests
{
    private const string Good = """
        name: sentiment
        source:
          file: data.tsv
          format: tsv
          mapping:
            prompt: sentence
            labels: {gold: label}
          where: {every: 2, take: [1]}
        task:
          kind: label
          labels: [0, 1]
          gold: gold
        teacher:
          model: teacher
          parameters: {temperature: 0}
        students:
          - name: small
            model: student
            epochs: 3
            learningRateMultiplier: 0.5
        rounds: 2
        deadline: 90m
        budget: 12.50
        """;

    [Fact]
    public void Parse_CompleteSpec_ReadsEveryField()
    {
        var spec = Parse(Good);

        spec.Name.ShouldBe("sentiment");
        spec.Source.Mapping!.Labels["gold"].ShouldBe("label");
        spec.Source.Where!.Keeps(3).ShouldBeTrue();
        spec.Task.Labels.ShouldBe(["0", "1"]);
        spec.Teacher.Parameters.Temperature.ShouldBe(0);
        spec.Students.ShouldHaveSingleItem().LearningRateMultiplier.ShouldBe(0.5);
        spec.Deadline.ShouldBe(TimeSpan.FromMinutes(90));
        spec.Budget.ShouldBe(12.5m);
        spec.Goal.ShouldBe(new GoalSpec());
        spec.ModelNames.ShouldBe(["teacher", "student"]);
    }

    [Fact]
    public void Parse_OfASelectionAndADraw_MakesTheirSampler()
    {
        var spec = Parse(
            """
            name: s
            source:
              dataset: d1
              where: {filter: 'turns <= 3', from: 2026-11-23, any: [refund, /退.?款/]}
              sample: {count: 10, by: labels.intent, allocation: equal}
            task: {kind: label}
            teacher: {model: t}
            students: [{name: s, model: m}]
            """
        );

        spec.Source.Where!.Keeps(3).ShouldBeTrue();
        spec.Source.ToSampler().HoldsBack.ShouldBeTrue();
    }

    [Fact]
    public void Parse_OfAWrongSelection_TellsEachErrorWithItsPlace()
    {
        const string Text = """
            name: s
            source:
              dataset: d1
              where:
                filter: turns = many
                any: [ok, '/(/']
              sample: {count: 10, fraction: 0.5}
            task: {kind: label}
            teacher: {model: t}
            students: [{name: s, model: m}]
            """;

        var errors = Should.Throw<InvalidRunSpecException>(() => Parse(Text)).Errors;

        errors
            .Select(error => (error.Line, error.Field))
            .ShouldBe([(5, "source.where.filter"), (6, "source.where.any[1]"), (7, "source.sample")]);
        errors[0].Message.ShouldContain("column 9: 'many' is no value");
    }

    [Fact]
    public void Parse_ANamedRecipe_IsTheShippedOneWithTheChecksOfTheTask()
    {
        var steps = SpecRecipe.Steps(Parse(Good + "\nrecipe: default-en\n")).Select(step => step.Op).ToList();

        steps.ShouldContain("instruction_following_filter");
        steps.ShouldContain("label_conflict_filter");
        SpecRecipe.Bind(Parse(Good + "\nrecipe: default-zh\n")).ShouldNotBeNull();
        Should
            .Throw<InvalidRunSpecException>(() => Parse(Good + "\nrecipe: default-en\nclean: [{op: exact_dedup}]\n"))
            .Errors.ShouldHaveSingleItem()
            .Message.ShouldContain("both recipe and clean");
        Should.Throw<InvalidRunSpecException>(() => Parse(Good + "\nrecipe: none\n")).Errors.ShouldHaveSingleItem().Line.ShouldBe(24);
    }

    [Fact]
    public void Parse_OfWeights_ReadsThemAndRefusesThoseThatWeighNothing()
    {
        var weights = Parse($"{Good}\nweights: {{quality: 2, maxP95Ms: 300}}").Weights;
        (weights.Quality, weights.Latency, weights.MaxP95Ms).ShouldBe((2, 0.25, 300));

        Should
            .Throw<InvalidRunSpecException>(() => Parse($"{Good}\nweights: {{quality: 0, latency: 0, cost: 0}}"))
            .Errors.ShouldHaveSingleItem()
            .Field.ShouldBe("weights");
    }

    [Fact]
    public void Parse_Json_ReadsTheSame()
    {
        var spec = Parse(
            """
            {
            	"name": "j", "source": {"dataset": "d1"}, "task": {"kind": "label"},
            	"teacher": {"model": "t", "cache": false}, "students": [{"name": "s", "model": "m"}]
            }
            """
        );

        spec.Source.Dataset.ShouldBe("d1");
        spec.Teacher.Cache.ShouldBeFalse();
    }

    [Theory]
    [InlineData("rounds: 2", "runds: 2", 21, 1, "runds", "rounds")]
    [InlineData("    epochs: 3", "    epoch: 3", 19, 5, "students[0].epoch", "epochs")]
    [InlineData("    epochs: 3", "    epochs: many", 19, 13, "students[0].epochs", "a whole number")]
    [InlineData("    epochs: 3", "    epochs: '3'", 19, 13, "students[0].epochs", "a whole number")]
    [InlineData("    epochs: 3", "    epochs: 99", 19, 13, "students[0].epochs", "at least 1 and at most 50")]
    [InlineData("  model: teacher", "  models: teacher", 13, 3, "teacher.model", "Add it")]
    [InlineData("  format: tsv", "  format: tvs", 4, 11, "source.format", "'tsv'")]
    [InlineData("  format: tsv", "  blob: sources/x", 2, 1, "source", "exactly one")]
    [InlineData("    prompt: sentence", "    response: sentence", 6, 5, "source.mapping", "promptTemplate")]
    [InlineData("take: [1]", "take: [1, 2]", 8, 31, "source.where.take[1]", "below every (2)")]
    [InlineData("  gold: gold", "  gold: golt", 12, 9, "task.gold", "'gold'")]
    [InlineData("  kind: label", "  kind: text", 10, 9, "task.kind", "judge")]
    [InlineData("deadline: 90m", "deadline: soon", 22, 11, "deadline", "90m")]
    [InlineData("rounds: 2", "rounds: [2]", 21, 9, "rounds", "a whole number")]
    [InlineData("rounds: 2", "rounds:", 21, 8, "rounds", "value")]
    [InlineData("rounds: 2", "clean: [{op: exact_dedupp}]", 21, 14, "clean[0].op", "exact_dedup")]
    [InlineData("rounds: 2", "clean: [{op: text_length_filter, maxx: 3}]", 21, 40, "clean[0].maxx", "max")]
    [InlineData("rounds: 2", "clean: [{}]", 21, 9, "clean[0].op", "Add it")]
    [InlineData("rounds: 2", "split: {train: 0.5}", 21, 8, "split", "add up to 1")]
    [InlineData("rounds: 2", "checkpoint: {by: judge}", 21, 18, "checkpoint.by", "metric")]
    [InlineData("rounds: 2", "augment: {target: 250%}", 21, 19, "augment.target", "a share of the largest class")]
    [InlineData("rounds: 2", "augment: {methods: [paraphrese]}", 21, 21, "augment.methods[0]", "'paraphrase'")]
    [InlineData("rounds: 2", "augment: {minSimilarity: 0.8}", 21, 10, "augment", "below maxSimilarity")]
    [InlineData("  kind: label", "  kind: label\n  extract: {kind: regex, pattern: '('}", 11, 35, "task.extract.pattern", "Mend")]
    [InlineData("  kind: label", "  kind: label\n  extract: {kind: json}", 11, 12, "task.extract", "path")]
    public void Parse_OneThingWrong_NamesLineColumnFieldAndRemedy(string from, string to, int line, int column, string field, string remedy)
    {
        Good.ShouldContain(from);

        var errors = Should.Throw<InvalidRunSpecException>(() => Parse(Good.Replace(from, to, StringComparison.Ordinal))).Errors;

        var error = errors.FirstOrDefault(error => error.Field == field).ShouldNotBeNull(string.Join('\n', errors));
        (error.Remedy + error.Message).ShouldContain(remedy);
        error.File.ShouldBe("spec.yaml");
        if (field != "teacher.model" && field != "source" && field != "source.mapping")
        {
            (error.Line, error.Column).ShouldBe((line, column), error.ToString());
        }
    }

    [Fact]
    public void Parse_SeveralThingsWrong_ReportsAllInOrder()
    {
        var text = Good.Replace("rounds: 2", "rounds: 0", StringComparison.Ordinal)
            .Replace("  kind: label", "  kind: lable", StringComparison.Ordinal)
            .Replace("name: sentiment", "nam: sentiment", StringComparison.Ordinal);

        var errors = Should.Throw<InvalidRunSpecException>(() => Parse(text)).Errors;

        errors.Select(error => error.Field).ShouldBe(["name", "nam", "task.kind", "rounds"], ignoreOrder: true);
        errors.Select(error => error.Line).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("name: [a\nrest: 3", 1)]
    [InlineData("name: a\nname: b", 2)]
    [InlineData("name: a\n    source: b", 2)]
    public void Load_NoYaml_NamesTheLine(string text, int line)
    {
        var error = Should.Throw<InvalidRunSpecException>(() => Parse(text)).Errors.ShouldHaveSingleItem();

        error.Line.ShouldBe(line, error.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("- a list")]
    [InlineData("a: 1\n---\nb: 2")]
    public void Load_NoSingleGroupOfFields_IsAnError(string text) => Should.Throw<InvalidRunSpecException>(() => Parse(text));

    [Fact]
    public void Set_NewAndKnownFields_ChangesWhatParseReads()
    {
        var document = RunSpecDocument.Load(Good, "spec.yaml");
        document.Set("source.file", "other.tsv");
        document.Set("students[0].epochs", "7");
        document.Set("goal.quality", "0.5");
        document.Remove("deadline");

        var spec = RunSpecDocument.Load(document.ToYaml(), "again.yaml").Parse();

        spec.Source.File.ShouldBe("other.tsv");
        spec.Students[0].Epochs.ShouldBe(7);
        spec.Goal.Quality.ShouldBe(0.5);
        spec.Deadline.ShouldBeNull();
        document.Get("source.file").ShouldBe("other.tsv");
    }

    [Fact]
    public void Set_WrongValue_IsReportedAsAnOverride()
    {
        var document = RunSpecDocument.Load(Good, "spec.yaml");
        document.Set("rounds", "none");

        Should.Throw<InvalidRunSpecException>(document.Parse).Errors.ShouldHaveSingleItem().File.ShouldBe("(override)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("name.x")]
    [InlineData("students[9]")]
    [InlineData("students[x]")]
    public void Set_NoPath_IsRefused(string path) =>
        Should.Throw<ArgumentException>(() => RunSpecDocument.Load(Good, "spec.yaml").Set(path, "1"));

    private static RunSpec Parse(string text) => RunSpecDocument.Load(text, "spec.yaml").Parse();
}
