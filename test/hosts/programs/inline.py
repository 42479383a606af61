"""A program in Python within Pulumi's Automation API, which needs no language host and no generated SDK."""

import json
import os
import sys

import pulumi
from pulumi import automation
from pulumi.runtime import settings


class ScimConfigToken(pulumi.CustomResource):
    def __init__(self, resource_name, name):
        registered = settings.register_package(
            base_provider_name="terraform-provider",
            base_provider_version=os.environ["BRIDGE_VERSION"],
            base_provider_download_url="",
            package_name="dbtcloud",
            package_version="0.0.0",
            base64_parameter=os.environ["PARAMETER"],
        )
        super().__init__(
            "dbtcloud:index/scimConfigToken:ScimConfigToken",
            resource_name,
            {"name": name, "tokenString": None, "scimConfigTokenId": None},
            pulumi.ResourceOptions(additional_secret_outputs=["tokenString"]),
            package_ref=registered,
        )

    @property
    def token_string(self):
        return pulumi.get(self, "tokenString")

    @property
    def scim_config_token_id(self):
        return pulumi.get(self, "scimConfigTokenId")


def program():
    okta = ScimConfigToken("okta", name="okta-scim")
    pulumi.export("scimToken", okta.token_string)
    pulumi.export("scimTokenId", okta.scim_config_token_id)


stack = automation.create_or_select_stack(
    stack_name="dev",
    project_name="inline",
    program=program,
    opts=automation.LocalWorkspaceOptions(work_dir=os.environ["FOLDER"]),
)
result = stack.destroy() if sys.argv[1] == "destroy" else stack.up()
outputs = {
    name: {"value": output.value, "secret": output.secret}
    for name, output in getattr(result, "outputs", {}).items()
}
print(json.dumps({"changes": result.summary.resource_changes, "outputs": outputs}))
