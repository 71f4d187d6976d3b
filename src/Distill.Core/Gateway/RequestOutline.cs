using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>What the gateway needs to know of a request's body; the rest is passed on unread, byte for byte.</summary>
/// <param name="Model">The model asked for.</param>
/// <param name="ModelSpan">Where it stands.</param>
/// <param name="Stream">Whether the answer is wanted as a stream.</param>
/// <param name="User">The caller's key of the user, of a value that is no text its JSON; null when there is none.</param>
/// <param name="UserSpan">Where it stands.</param>
public sealed record RequestOutline(string Model, JsonSpan ModelSpan, bool Stream, string? User, JsonSpan UserSpan)
{
    /// <summary>Reads a body once, without building a tree.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="fault">Why it is no request, for the caller; null when it is one.</param>
    public static RequestOutline? Read(ReadOnlySpan<byte> body, out string? fault)
    {
        try
        {
            var outline = Scan(body, out fault);
            if (fault is null && !Utf8.IsValid(body))
            {
                fault = "The body is not valid UTF-8.";
            }

            return fault is null ? outline : null;
        }
        catch (JsonException exception)
        {
            fault = $"The body is not valid JSON: {exception.Message}";
            return null;
        }
        catch (InvalidOperationException)
        {
            // The text of an escape that names half a surrogate pair.
            fault = "The 'model' or 'user' is no valid text.";
            return null;
        }
    }

    private static RequestOutline? Scan(ReadOnlySpan<byte> body, out string? fault)
    {
        var reader = new Utf8JsonReader(body, JsonLine.ReaderOptions);
        (string? Text, JsonSpan Span) model = default;
        (string? Text, JsonSpan Span) user = default;
        var stream = false;
        var twice = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            fault = "The body must be a JSON object.";
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                twice |= model.Span.Exists;
                model = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                stream = reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("user"u8))
            {
                twice |= user.Span.Exists;
                user = ReadUser(ref reader, body);
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the object would be an error of the reader.
        reader.Read();
        fault =
            string.IsNullOrEmpty(model.Text) ? "The field 'model' is missing or no text."
            : twice ? "The field 'model' or 'user' is there twice."
            : null;
        return new RequestOutline(model.Text ?? "", model.Span, stream, user.Text, user.Span);
    }

    // A key that is no text is a key all the same, and must not stand in the log.
    private static (string? Text, JsonSpan Span) ReadUser(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var (text, span) = ReadText(ref reader);
        var isOther = reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null);
        return (isOther ? Encoding.UTF8.GetString(body.Slice(span.Start, span.Length)) : text, span);
    }

    private static (string? Text, JsonSpan Span) ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return (text, JsonSpan.Of(ref reader));
    }
}
