"""The pages of 填报人, 单位负责人 and the public. A view fetches, delegates, answers."""
