/** Why a build of the installer or the launcher was refused. */
export type InstallerBuildCode = 'REQUEST_INVALID' | 'TEXT_UNSAFE' | 'RANGE_UNSUPPORTED' | 'TOOL_UNUSABLE' | 'BUILD_FAILED';
