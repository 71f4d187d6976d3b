namespace Distill.Core.Samples;

/// <summary>The roles of a message.</summary>
public static class MessageRoles
{
    /// <summary>The instruction that frames the conversation.</summary>
    public const string System = "system";

    /// <summary>The person asking.</summary>
    public const string User = "user";

    /// <summary>The model answering.</summary>
    public const string Assistant = "assistant";

    /// <summary>The result of a tool that the model called.</summary>
    public const string Tool = "tool";

    /// <summary>The role of this name, or null. <c>developer</c> and <c>function</c>, two names of the OpenAI API for the same things, count too.</summary>
    public static string? Find(string name) =>
        name switch
        {
            User => User,
            Assistant => Assistant,
            System or "developer" => System,
            Tool or "function" => Tool,
            _ => null,
        };
}
