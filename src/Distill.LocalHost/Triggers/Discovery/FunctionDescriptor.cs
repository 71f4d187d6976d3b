using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Distill.LocalHost.Triggers.Discovery;

/// <summary>A function of the app: a method with <c>[Function]</c> and one trigger. Immutable.</summary>
public sealed class FunctionDescriptor
{
    internal FunctionDescriptor(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
    }

    /// <summary>Name; unique in the app, letter case aside.</summary>
    public string Name { get; }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>The parameter that has the trigger attribute.</summary>
    public ParameterInfo TriggerParameter { get; }

    /// <summary>Whether a parameter of the method is the one with the trigger. By position: reflection may hand out several objects for one parameter.</summary>
    internal bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;

    /// <summary>The trigger attribute.</summary>
    public TriggerBindingAttribute Trigger { get; }

    /// <summary>Full name of the type, a dot, name of the method.</summary>
    public string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";
}
