using System.Collections.Immutable;
using Distill.LocalHost.Triggers.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>A function as <see cref="FunctionContext"/> describes it. Immutable.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    public LocalFunctionDefinition(FunctionDescriptor function)
    {
        Name = function.Name;
        EntryPoint = function.EntryPoint;
        PathToAssembly = function.Method.DeclaringType!.Assembly.Location;
        Parameters =
        [
            .. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType)),
        ];
        var trigger = new TriggerMetadata(function);
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty.Add(trigger.Name, trigger);
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    // Names are unique in the app and stay the same between starts: all that an id has to be.
    public override string Id => Name;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class TriggerMetadata(FunctionDescriptor function) : BindingMetadata
    {
        public override string Name => function.TriggerParameter.Name!;

        public override string Type { get; } = TriggerType(function.Trigger.GetType().Name);

        public override BindingDirection Direction => BindingDirection.In;

        // TimerTriggerAttribute -> timerTrigger, as host metadata writes it.
        private static string TriggerType(string attribute) =>
            char.ToLowerInvariant(attribute[0]) + attribute[1..^nameof(Attribute).Length];
    }
}
