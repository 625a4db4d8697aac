namespace Fadu.Modules;

/// <summary>Marks this assembly for tests that walk it.</summary>
public static class ModulesAssembly;
