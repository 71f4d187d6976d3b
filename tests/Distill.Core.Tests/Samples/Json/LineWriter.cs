using System.Globalization;
using System.Text;

namespace Distill.Core.Tests.Samples.Json;

/// <summary>Writes samples as others might: fields in any order, white space, escapes of all kinds, now and then a field too many or a wrong one.</summary>
internal sealed class LineWriter(Random random)
{
    private const string Letters = "abc 中文，é\"\\/\n\t\u0001😀";
    private const string Rare = "\u2028\u2029\u0085\u00A0\u007F\u001F";

    private static readonly string[] Roles = ["user", "assistant", "system", "tool", "developer"];
    private static readonly string[] Numbers = ["1", "0", "-4.5", "3.0", "0.10", "1e3", "12345678901234567890", "-0"];

    // How foreign the line is: most are like the product's own, else nothing would be spliced.
    private readonly bool _isTight = random.Next(3) > 0;
    private readonly bool _isPlain = random.Next(3) > 0;

    /// <summary>One line.</summary>
    public string Line()
    {
        var fields = new List<string> { Field("id", Rarely() ? Scalar() : Text()), Field("messages", Messages()) };
        AddSometimes(fields, () => Field("labels", Map(() => Rarely() ? Scalar() : Text())));
        AddSometimes(fields, () => Field("feedback", Rarely() ? Value(1) : Map(() => Value(1))));
        AddSometimes(fields, () => Field("scores", Map(() => Rarely() ? Scalar() : Number())));
        AddSometimes(fields, () => Field("meta", Map(() => Value(2))));
        if (Rarely())
        {
            fields.Add(Field(Pick("unknown", "chosen", "id", "meta", "messages"), Value(1)));
        }

        if (!_isPlain)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields));
        }

        return Join('{', fields, '}');
    }

    /// <summary>One line of the gateway's log.</summary>
    public string Exchange()
    {
        var request = Some(Field("messages", Messages()), ["model", "stream", "user", "temperature", "tools"]);
        var message = Some($"{Field("role", "\"assistant\"")},{Field("content", Text())}", ["refusal", "tool_calls"]);
        var choice = Some(Field("message", message), ["index", "finish_reason", "logprobs"]);
        var choices = Join('[', Rarely() ? [choice, choice] : [choice], ']');
        var response = Some(Field("choices", choices), ["id", "model", "usage", "created", "service_tier"]);
        var body = $"{Field("request", request)},{Field("response", response)}";
        return Some($"{Field("asid", Rarely() ? Scalar() : "\"019a\"")},{body}", ["alias", "model", "usage", "status", "time"]);
    }

    // An object of this field and some of others.
    private string Some(string field, string[] others)
    {
        var fields = others.Where(_ => random.Next(3) > 0).Select(name => Field(name, Value(2))).ToList();
        fields.Insert(random.Next(fields.Count + 1), field);
        if (Rarely())
        {
            fields.Add(Field(Pick(others), Value(1)));
        }

        return Join('{', fields, '}');
    }

    private string Messages() => Join('[', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Message()), ']');

    private string Message()
    {
        string[] fields =
        [
            Field("role", $"\"{Roles[random.Next(Rarely() ? 5 : 4)]}\""),
            Field("content", Rarely() ? Value(1) : Text()),
            .. Rarely() ? [Field("name", Text())] : Array.Empty<string>(),
        ];
        if (!_isPlain)
        {
            random.Shuffle(fields);
        }

        return Join('{', fields, '}');
    }

    private string Map(Func<string> value)
    {
        var names = Enumerable.Range(0, random.Next(3)).Select(_ => Rarely() ? "source" : $"{(char)random.Next('a', 'd')}");
        return Join('{', (_isPlain ? names.Order(StringComparer.Ordinal).Distinct() : names).Select(name => Field(name, value())), '}');
    }

    private string Value(int depth) =>
        random.Next(depth > 0 ? 4 : 2) switch
        {
            0 => Text(),
            1 => Scalar(),
            2 => Join('[', Enumerable.Range(0, random.Next(3)).Select(_ => Value(depth - 1)), ']'),
            _ => Map(() => Value(depth - 1)),
        };

    private string Scalar() => Pick("null", "true", "false", Number(), Text());

    private string Number() => Numbers[random.Next(_isPlain ? 3 : Numbers.Length)];

    private string Text()
    {
        var text = new StringBuilder("\"");
        for (var i = random.Next(6); i > 0; i--)
        {
            var letters = Rarely() ? Rare : Letters;
            var rune = Rune.GetRuneAt(letters, random.Next(letters.Length) is var at && char.IsLowSurrogate(letters[at]) ? at - 1 : at);
            text.Append(!_isPlain && random.Next(4) == 0 ? Unit(rune) : Letter(rune));
        }

        return text.Append('"').ToString();
    }

    private static string Letter(Rune rune) =>
        rune.Value switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            < ' ' => Unit(rune),
            _ => rune.ToString(),
        };

    private static string Unit(Rune rune) =>
        rune.Value == '/'
            ? "\\/"
            : string.Concat(rune.ToString().Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));

    private string Field(string name, string value) => $"\"{name}\"{Space()}:{Space()}{value}";

    private string Join(char open, IEnumerable<string> items, char close) =>
        $"{open}{Space()}{string.Join($"{Space()},{Space()}", items)}{Space()}{close}";

    private string Space() => _isTight || random.Next(3) > 0 ? "" : Pick(" ", "\t", "  ");

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private bool Rarely() => random.Next(40) == 0;

    private void AddSometimes(List<string> fields, Func<string> field)
    {
        if (random.Next(2) == 0)
        {
            fields.Add(field());
        }
    }
}
