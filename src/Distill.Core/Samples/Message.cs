namespace Distill.Core.Samples;

/// <summary>One turn of a conversation. Immutable.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">The text of the turn; never null, may be empty.</param>
public sealed record Message(string Role, string Content)
{
    /// <summary>A turn of the user.</summary>
    public static Message User(string content) => new("user", content);

    /// <summary>A turn of the assistant.</summary>
    public static Message Assistant(string content) => new("assistant", content);

    /// <summary>The system instruction.</summary>
    public static Message System(string content) => new("system", content);
}
