using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Distill.Core.Augmentation;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Cli.Splitting;

/// <summary>The field that holds a sample's class: <c>answer</c>, <c>answer.PATH</c> of a JSON answer, <c>labels.NAME</c>, <c>meta.NAME</c>, or <c>none</c>.</summary>
internal sealed class ClassField
{
    private const string Forms = "answer, answer.PATH (a field of a JSON answer), labels.NAME, meta.NAME or none (all rows are one class)";

    private const string None = "none";

    private readonly string _kind;
    private readonly string? _name;
    private readonly AnswerExtractor? _extractor;

    private ClassField(string kind, string? name)
    {
        (_kind, _name) = (kind, name);
        _extractor =
            kind == "answer" ? AnswerExtractor.Create(new AnswerFormat { Kind = name is null ? "exact" : "json", Field = name }) : null;
    }

    /// <summary>The answer itself.</summary>
    public static ClassField Answer { get; } = new("answer", null);

    /// <summary>True when the class is read from the answer.</summary>
    public bool IsAnswer => _extractor is not null;

    /// <summary>True when all rows are meant to be one class.</summary>
    public bool IsNone => _kind == None;

    /// <summary>An option that takes a field.</summary>
    public static Option<ClassField?> Option(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "FIELD",
            CustomParser = Parse,
        };

    /// <summary>The class of a sample, or null.</summary>
    public string? Of(Sample sample) =>
        _kind switch
        {
            "answer" => _extractor!.Extract(sample.Answer).Value,
            "labels" => sample.Labels.GetValueOrDefault(_name!),
            None => null,
            _ => sample.Meta?[_name!] is JsonValue value ? value.ToString() : null,
        };

    /// <summary>The classes, with no way yet to read one from an answer but the field's own.</summary>
    public SampleClasses ToClasses() =>
        new(Of, IsAnswer ? answer => _extractor!.Extract(answer).Value : null, _kind == "labels" ? _name : null);

    /// <inheritdoc />
    public override string ToString() => _name is null ? _kind : $"{_kind}.{_name}";

    private static ClassField? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[0].Value : "";
        var (kind, name) = text.Split('.', 2) is [var first, { Length: > 0 } rest] ? (first, rest) : (text, null);
        if ((kind is "labels" or "meta" && name is not null) || kind == "answer" || text == None)
        {
            return new ClassField(kind, name);
        }

        argument.AddError($"'{text}' is no field with a class: write {Forms}.");
        return null;
    }
}
