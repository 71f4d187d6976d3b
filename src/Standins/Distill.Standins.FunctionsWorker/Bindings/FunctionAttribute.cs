namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a method a function of the app.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function; the name is unique in the app, letter case aside.</summary>
    public FunctionAttribute(string name)
    {
        Name = name;
    }

    /// <summary>Name of the function.</summary>
    public string Name { get; }
}
