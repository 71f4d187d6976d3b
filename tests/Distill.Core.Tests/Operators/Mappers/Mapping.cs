using System.Text.Json.Nodes;
using Distill.Core.Operators;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Mappers;

/// <summary>Short forms for tests of mappers.</summary>
internal static class Mapping
{
    /// <summary>A mapper with its defaults.</summary>
    public static IMapper Create(string op)
    {
        var descriptor = OperatorRegistry.Default.Find(op, out _).ShouldNotBeNull();
        var defaults = descriptor.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        return (IMapper)descriptor.Create(new OperatorArguments(defaults), new OperatorContext());
    }

    /// <summary>What becomes of a prompt.</summary>
    public static string Map(string op, string text, JsonObject? parameters = null) =>
        Clean(Step(op, parameters), Pair(text, "ok")).Sample.Messages[0].Content;
}
