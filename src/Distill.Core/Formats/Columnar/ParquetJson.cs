using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Columnar;

/// <summary>Writes values of Parquet columns as JSON.</summary>
internal static class ParquetJson
{
    private static readonly HashSet<string> Structured = new(StringComparer.Ordinal)
    {
        "messages",
        "conversations",
        "labels",
        "scores",
        "feedback",
        "meta",
        "tools",
    };

    /// <summary>Writes a row as an object.</summary>
    public static void WriteRow(Utf8JsonWriter writer, Dictionary<string, object> row)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in row)
        {
            if (value is null or double.NaN or float.NaN)
            {
                continue;
            }

            writer.WritePropertyName(name);
            if (value is string text && JsonOf(name, text) is { } json)
            {
                writer.WriteRawValue(json, skipInputValidation: true);
            }
            else
            {
                Write(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    // The two answers of a pair may be texts that look like JSON; only lists of objects are turns.
    private static string? JsonOf(string name, string text)
    {
        var start = text.AsSpan().TrimStart();
        var isCandidate =
            (Structured.Contains(name) && start is ['{' or '[', ..])
            || (name is "chosen" or "rejected" && start is ['[', .. var items] && items.TrimStart() is ['{', ..]);
        return isCandidate && JsonLine.Check(Encoding.UTF8.GetBytes(text)) is null ? text.ReplaceLineEndings(" ") : null;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case byte[] bytes:
                WriteBytes(writer, bytes);
                break;
            case IDictionary fields:
                WriteFields(writer, fields);
                break;
            case IEnumerable items:
                WriteItems(writer, items);
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IDictionary fields)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry field in fields)
        {
            if (field.Value is not null)
            {
                writer.WritePropertyName(Convert.ToString(field.Key, CultureInfo.InvariantCulture) ?? "");
                Write(writer, field.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double or float:
                writer.WriteNullValue();
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime time:
                writer.WriteStringValue(DateTime.SpecifyKind(time, DateTimeKind.Utc));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    // Old writers do not mark their texts as such.
    private static void WriteBytes(Utf8JsonWriter writer, byte[] bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            writer.WriteStringValue(bytes);
        }
        else
        {
            writer.WriteBase64StringValue(bytes);
        }
    }
}
